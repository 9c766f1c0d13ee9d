import type { KioskError } from '../../../../contract/errors.ts';
import { fail, ok, type Result } from '../../../../contract/result.ts';
import type { Staff } from '../../session.ts';
import type { StoreWriter } from '../../store/store.ts';
import type { Person } from './people.ts';
import type { PinCheck, PinCheckFault } from './pin-check.ts';

/** What a second person types to agree. */
export interface SecondPin {
  readonly number: string;
  readonly pin: string;
}

/**
 * Two people for what cannot be undone: the one who is signed in, and another who agrees with the
 * own PIN. `change` is written in the same change as the agreement.
 */
export type ConfirmBySecond = (
  first: Pick<Staff, 'number'>,
  second: SecondPin,
  change: (writer: StoreWriter, agreed: Staff) => void,
) => Promise<Result<null, KioskError<PinCheckFault | 'second_needed'>>>;

/** Who may agree to what another does: not an operator. */
const mayAgree = ({ role }: Person): boolean => role !== 'operator';

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
