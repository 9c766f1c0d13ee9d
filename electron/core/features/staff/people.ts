import type { StaffRole } from '../../../../contract/staff-views.ts';
import type { KioskConfig } from '../../config.ts';
import type { StaffAccountRecord } from '../../store/records.ts';
import type { StoreReader } from '../../store/store.ts';

/** A member of staff, from the kiosk's configuration or from its own accounts. */
export interface Person extends StaffAccountRecord {
  readonly number: string;
  /** Named in the configuration, so that a number that is disabled here comes back when the store is lost. */
  readonly configured: boolean;
}

export interface People {
  /** Undefined for a number that nobody has; also finds who is disabled. */
  find(number: string): Person | undefined;
  /** By number. */
  all(): readonly Person[];
  /** People with this role who may sign in. */
  active(role: StaffRole): number;
}

/** The accounts of this kiosk go before those of its configuration. */
export const createPeople = (
  configured: KioskConfig['staff'],
  data: Pick<StoreReader, 'staffAccounts'>,
): People => {
  const fromFile = new Map(configured.map((person) => [person.number, person]));
  const find = (number: string): Person | undefined => {
    const account = data.staffAccounts.get(number) ?? fromFile.get(number);
    if (account === undefined) return undefined;
    const { name, role, pin, phone } = account;
    const disabled = data.staffAccounts.get(number)?.disabled;
    return {
      number,
      name,
      role,
      pin,
      ...(phone !== undefined && { phone }),
      ...(disabled && { disabled }),
      configured: fromFile.has(number),
    };
  };
  const all = (): readonly Person[] =>
    [...new Set([...fromFile.keys(), ...[...data.staffAccounts.entries()].map(([id]) => id)])]
      .sort()
      .flatMap((number) => find(number) ?? []);
  return {
    find,
    all,
    active: (role) => all().filter((person) => person.role === role && !person.disabled).length,
  };
};
