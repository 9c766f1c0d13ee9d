import { fail, ok } from '../../../../contract/result.ts';
import type { Audit } from '../../audit.ts';
import type { PinCheck } from '../../staff-pins.ts';
import type { Store, StoreWriter } from '../../store/store.ts';
import {
  afterSuccess,
  afterTry,
  afterTryOfAnybody,
  lockedFor,
  NO_LOCKOUT,
  pausedFor,
} from './lockout.ts';
import type { People, Person } from './people.ts';
import { isPin } from './pin.ts';

export interface PinCheckOptions {
  readonly people: People;
  readonly store: Store;
  /** Milliseconds; see steady-time.ts. */
  readonly steady: () => number;
  readonly audit: Audit;
}

/** A hash that no PIN has: an unknown number takes as long as a known one. */
const NOBODY = `scrypt-1$${'A'.repeat(22)}$${'A'.repeat(43)}`;
/** What the audit says for a number that nobody has: it may be somebody's PIN. */
const UNKNOWN = 'unknown';
/** All numbers together. */
const EVERYBODY = 'everybody';
/** Numbers that nobody has are counted as known ones are: else a lock would tell which is which. */
const MOST_UNKNOWN = 200;

const keyOf = (number: string, person: Person | undefined): string =>
  person?.number ?? `${UNKNOWN}/${number}`;

const dropOldestUnknown = (writer: StoreWriter, { data }: Store): void => {
  const unknown = [...data.lockouts.entries()].filter(([key]) => key.startsWith(UNKNOWN));
  const [oldest] = unknown.sort(([, a], [, b]) => a.maxSeen - b.maxSeen);
  if (oldest !== undefined && unknown.length >= MOST_UNKNOWN) writer.lockouts.delete(oldest[0]);
};

/**
 * Checks number and PIN, one after the other over the whole kiosk: fifty tries at once are fifty
 * tries. The try is on disk as a wrong one before the PIN is looked at.
 */
export const createPinCheck = ({
  people,
  store,
  steady,
  audit,
}: PinCheckOptions): PinCheck<Person> => {
  let before: Promise<unknown> = Promise.resolve();

  const forgive = (writer: StoreWriter, { number }: Person): void => {
    for (const key of [number, EVERYBODY]) {
      const lockout = writer.lockouts.get(key) ?? NO_LOCKOUT;
      writer.lockouts.set(key, afterSuccess(lockout, steady()));
    }
  };
  const of = (key: string) => store.data.lockouts.get(key) ?? NO_LOCKOUT;

  const check: PinCheck<Person> = async (number, pin, accepted) => {
    const found = people.find(number);
    const person = found?.disabled ? undefined : found;
    const key = keyOf(number, person);
    const wait = Math.max(lockedFor(of(key), steady()), pausedFor(of(EVERYBODY), steady()));
    if (wait > 0) return fail('locked', Number.isFinite(wait) ? { retryAfterMs: wait } : {});
    const tried = {
      [key]: afterTry(of(key), steady()),
      [EVERYBODY]: afterTryOfAnybody(of(EVERYBODY), steady()),
    };
    await store.update(
      (writer) => {
        if (person === undefined) dropOldestUnknown(writer, store);
        for (const [counted, lockout] of Object.entries(tried))
          writer.lockouts.set(counted, lockout);
      },
      { urgent: true },
    );
    const right = await isPin(pin, person?.pin ?? NOBODY);
    if (person === undefined || !right) {
      await audit.note({ number: person?.number ?? UNKNOWN, act: 'wrong_pin' });
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
