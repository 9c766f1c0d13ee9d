import { fail, ok } from '../../../../contract/result.ts';
import type { Staff } from '../../session.ts';
import type { ConfirmBySecond, PinCheck } from '../../staff-pins.ts';

/** Who may agree to what another does: not an operator. */
const mayAgree = ({ role }: Staff): boolean => role !== 'operator';

export const createConfirmBySecond =
  (checkPin: PinCheck): ConfirmBySecond =>
  async (first, second, change) => {
    // Before the PIN is looked at: nobody is locked out for having typed the own number.
    if (second.number === first.number) return fail('second_needed');
    const refused: string[] = [];
    const checked = await checkPin(second.number, second.pin, (writer, person) => {
      if (mayAgree(person)) change(writer, person);
      else refused.push(person.number);
    });
    if (!checked.ok) return checked;
    return refused.length > 0 ? fail('second_needed') : ok(null);
  };
