import { parsePhone } from '../../../../contract/domain/phone.ts';
import type { MethodInput } from '../../../../contract/kiosk-api.ts';
import { fail, ok } from '../../../../contract/result.ts';
import type { StaffPerson } from '../../../../contract/staff-views.ts';
import type { Audit } from '../../audit.ts';
import type { HandlersOf } from '../../methods.ts';
import type { Random } from '../../ports.ts';
import type { Sessions } from '../../session.ts';
import type { PinCheck } from '../../staff-pins.ts';
import type { StaffAccountRecord } from '../../store/records.ts';
import type { Store } from '../../store/store.ts';
import type { AddPerson } from './add-person.ts';
import { lockedFor, NO_LOCKOUT } from './lockout.ts';
import type { People, Person } from './people.ts';
import { hashPin, pinFault } from './pin.ts';

export interface PeopleOptions {
  readonly people: People;
  readonly store: Store;
  readonly audit: Audit;
  readonly random: Random;
  readonly sessions: Pick<Sessions, 'dismiss'>;
  readonly addPerson: AddPerson;
  readonly checkPin: PinCheck<Person>;
  readonly steady: () => number;
}

const badField = (field: string, rule: string) => fail('bad_input', { fields: [{ field, rule }] });

/** The accounts of staff: who may sign in at this kiosk, as what, and with which PIN. */
export const createPeopleMethods = (options: PeopleOptions): HandlersOf<'people'> => {
  const { people, store, audit, random, checkPin, sessions } = options;

  const keep = (
    person: Person,
    by: string,
    act: 'account_changed' | 'pin_changed',
    reason?: string,
  ): Promise<void> =>
    store.update(
      (writer) => {
        writer.staffAccounts.set(person.number, toAccount(person));
        audit.record({ number: by, act, subject: person.number, ...(reason && { reason }) })(
          writer,
        );
      },
      { urgent: true },
    );
  const hash = (pin: string): Promise<string> => hashPin(pin, (length) => random.bytes(length));

  return {
    'people.list': () => ok(people.all().map((person) => toView(person, options))),
    'people.add': async ({ number, name, role, pin, phone }, { staff }) => {
      const read = readPhone(phone);
      if (!read.ok) return badField('phone', read.rule);
      const added = await options.addPerson(
        { number, name, role, pin, ...read.part },
        staff.number,
      );
      return added.ok ? ok(null) : added;
    },
    'people.change': async (change, { staff }) => {
      const person = people.find(change.number);
      if (person === undefined) return fail('not_found');
      const problem = problemOf(change, person, staff.number, people);
      if (problem !== undefined) return badField(...problem);
      const read = readPhone(change.phone);
      if (!read.ok) return badField('phone', read.rule);
      const disabled = change.disabled ?? person.disabled ?? false;
      const phone = change.phone === undefined ? phonePart(person) : read.part;
      await keep(
        {
          number: person.number,
          pin: person.pin,
          configured: person.configured,
          name: change.name ?? person.name,
          role: change.role ?? person.role,
          ...phone,
          ...(disabled && { disabled }),
        },
        staff.number,
        'account_changed',
        whatChanged(change),
      );
      if (disabled || person.role !== (change.role ?? person.role)) sessions.dismiss(person.number);
      return ok(null);
    },
    'people.setPin': async ({ number, pin }, { staff }) => {
      const person = people.find(number);
      if (person === undefined) return fail('not_found');
      const fault = pinFault(pin);
      if (fault !== undefined) return badField('pin', fault);
      await keep({ ...person, pin: await hash(pin) }, staff.number, 'pin_changed');
      if (number !== staff.number) sessions.dismiss(number);
      return ok(null);
    },
    'people.changeOwnPin': async ({ pin, newPin }, { staff }) => {
      const fault = pin === newPin ? 'pin_same' : pinFault(newPin);
      if (fault !== undefined) return badField('newPin', fault);
      const checked = await checkPin(staff.number, pin);
      if (!checked.ok) return checked;
      await keep({ ...checked.value, pin: await hash(newPin) }, staff.number, 'pin_changed');
      return ok(null);
    },
  };
};

type Change = MethodInput<'people.change'>;

/** Nobody shuts themselves out, and somebody must be left who can let others in. */
const problemOf = (
  { disabled, role }: Change,
  person: Person,
  actor: string,
  people: People,
): [field: string, rule: string] | undefined => {
  const steps = disabled === true || (role !== undefined && role !== person.role);
  if (steps && person.number === actor) return ['number', 'self'];
  const lastOne = person.role === 'supervisor' && !person.disabled;
  return steps && lastOne && people.active('supervisor') <= 1
    ? ['role', 'last_supervisor']
    : undefined;
};

const whatChanged = ({ disabled, role, name, phone }: Change): string =>
  [
    ...(disabled === undefined ? [] : [disabled ? 'disabled' : 'enabled']),
    ...(role === undefined ? [] : [role]),
    ...(name === undefined ? [] : ['name']),
    ...(phone === undefined ? [] : ['phone']),
  ].join(' ');

type ReadPhone =
  | { readonly ok: true; readonly part: { readonly phone?: string } }
  | { readonly ok: false; readonly rule: string };

/** An empty text takes the number away. */
const readPhone = (typed: string | undefined): ReadPhone => {
  if (typed === undefined || typed.trim() === '') return { ok: true, part: {} };
  const parsed = parsePhone(typed);
  return parsed.ok ? { ok: true, part: { phone: parsed.value } } : parsed;
};

/** What of a person is kept as an account. */
const toAccount = ({ name, role, pin, phone, disabled }: Person): StaffAccountRecord => ({
  name,
  role,
  pin,
  ...(phone !== undefined && { phone }),
  ...(disabled && { disabled }),
});

const phonePart = ({ phone }: Person) => (phone === undefined ? {} : { phone });

const toView = (
  { number, name, role, phone, disabled, configured }: Person,
  { store, steady }: PeopleOptions,
): StaffPerson => {
  const wait = lockedFor(store.data.lockouts.get(number) ?? NO_LOCKOUT, steady());
  return {
    number,
    name,
    role,
    configured,
    hasPhone: phone !== undefined,
    disabled: disabled ?? false,
    lock: wait === 0 ? 'open' : Number.isFinite(wait) ? 'waiting' : 'hard',
  };
};
