import type { KioskError } from '../../../../contract/errors.ts';
import { fail, ok, type Result } from '../../../../contract/result.ts';
import type { Audit } from '../../audit.ts';
import type { PinCheckFault } from '../../staff-pins.ts';
import type { Store, StoreWriter } from '../../store/store.ts';
import { afterSuccess, afterTry, lockedFor, NO_LOCKOUT } from './lockout.ts';
import type { People, Person } from './people.ts';
import { isPin } from './pin.ts';

export interface PinCheckOptions {
  readonly people: People;
  readonly store: Store;
  /** Milliseconds; see steady-time.ts. */
  readonly steady: () => number;
  readonly audit: Audit;
}

/** Whether number and PIN belong together. `accepted` is written in the change that forgives earlier tries. */
export type PinCheck = (
  number: string,
  pin: string,
  accepted?: (writer: StoreWriter, person: Person) => void,
) => Promise<Result<Person, KioskError<PinCheckFault>>>;

/** A hash that no PIN has: an unknown number takes as long as a known one. */
const NOBODY = `scrypt-1$${'A'.repeat(22)}$${'A'.repeat(43)}`;
/** All unknown numbers share one count, so that trying numbers is slowed down too. */
const UNKNOWN = 'unknown';

/**
 * Checks number and PIN, one after the other over the whole kiosk: fifty tries at once are fifty
 * tries. The try is on disk as a wrong one before the PIN is looked at.
 */
export const createPinCheck = ({ people, store, steady, audit }: PinCheckOptions): PinCheck => {
  let before: Promise<unknown> = Promise.resolve();

  const forgive = (writer: StoreWriter, { number }: Person): void => {
    const lockout = writer.lockouts.get(number) ?? NO_LOCKOUT;
    writer.lockouts.set(number, afterSuccess(lockout, steady()));
  };

  const check: PinCheck = async (number, pin, accepted) => {
    const found = people.find(number);
    const person = found?.disabled ? undefined : found;
    const key = person?.number ?? UNKNOWN;
    const lockout = store.data.lockouts.get(key) ?? NO_LOCKOUT;
    const wait = lockedFor(lockout, steady());
    if (wait > 0) return fail('locked', Number.isFinite(wait) ? { retryAfterMs: wait } : {});
    const tried = afterTry(lockout, steady());
    await store.update((writer) => writer.lockouts.set(key, tried), { urgent: true });
    const right = await isPin(pin, person?.pin ?? NOBODY);
    if (person === undefined || !right) {
      await audit.note({ number: key, act: 'wrong_pin' });
      return fail('wrong_pin');
    }
    await store.update(
      (writer) => {
        forgive(writer, person);
        accepted?.(writer, person);
      },
      { urgent: true },
    );
    return ok(person);
  };

  return (number, pin, accepted) => {
    const mine = before.then(() => check(number, pin, accepted));
    before = mine.catch(() => undefined);
    return mine;
  };
};
