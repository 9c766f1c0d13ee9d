import type { FieldError, KioskError } from '../../../../contract/errors.ts';
import { fail, ok, type Result } from '../../../../contract/result.ts';
import type { StaffRole } from '../../../../contract/staff-views.ts';
import type { Audit } from '../../audit.ts';
import type { Random } from '../../ports.ts';
import type { Store } from '../../store/store.ts';
import type { People, Person } from './people.ts';
import { hashPin, pinFault } from './pin.ts';

export interface NewPerson {
  readonly number: string;
  readonly name: string;
  readonly role: StaffRole;
  /** As typed. */
  readonly pin: string;
  /** "+994501234567". */
  readonly phone?: string;
}

export type AddPersonFault = 'bad_input' | 'too_many';

/** Adds an account; `bad_input` names the field and its rule. Durable when it resolves. */
export type AddPerson = (
  person: NewPerson,
  by: string,
) => Promise<Result<Person, KioskError<AddPersonFault>>>;

/** More accounts than any centre has staff. */
const MOST_PEOPLE = 200;

const badField = (field: string, rule: string) => {
  const fields: readonly FieldError[] = [{ field, rule }];
  return fail('bad_input', { fields });
};

export const createAddPerson =
  (options: {
    readonly people: People;
    readonly store: Store;
    readonly audit: Audit;
    readonly random: Pick<Random, 'bytes'>;
  }): AddPerson =>
  async ({ number, name, role, pin, phone }, by) => {
    const { people, store, audit, random } = options;
    if (people.find(number) !== undefined) return badField('number', 'taken');
    if (people.all().length >= MOST_PEOPLE) return fail('too_many');
    const fault = pinFault(pin);
    if (fault !== undefined) return badField('pin', fault);
    const account = {
      ...{ name, role },
      pin: await hashPin(pin, (length) => random.bytes(length)),
      ...(phone !== undefined && { phone }),
    };
    await store.update(
      (writer) => {
        writer.staffAccounts.set(number, account);
        audit.record({ number: by, act: 'account_added', subject: number, reason: role })(writer);
      },
      { urgent: true },
    );
    return ok({ ...account, number, configured: false });
  };
