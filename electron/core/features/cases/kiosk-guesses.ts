import type { Clock, Log } from '../../ports.ts';
import type { GuessRecord } from '../../store/records.ts';
import { type Store, StoreError } from '../../store/store.ts';

const MINUTE = 60_000;
/** Tries of the whole kiosk that cost nothing: several people mistype on one day. */
const FREE = 10;
const FIRST_PAUSE = 5_000;
/** Nobody may lock the kiosk for all for long. */
const LONGEST_PAUSE = MINUTE;
/** From here on it is no mistyping: the kiosk opens no case by code for a while. */
const LOCK_AT = 20;
const LOCK = 10 * MINUTE;
/** Longer than the longest pause: whoever only waits as told comes to the lock. */
const FORGIVE_AFTER = 2 * MINUTE;

const NONE: GuessRecord = { tries: 0, lastAt: 0, maxSeen: 0 };
const KEY = 'kiosk';

/** The time to go by: setting the clock back shortens nothing. */
const steady = ({ maxSeen }: GuessRecord, now: number): number => Math.max(now, maxSeen);

const left = (record: GuessRecord, now: number): number =>
  Math.max(0, record.tries - Math.floor((steady(record, now) - record.lastAt) / FORGIVE_AFTER));

/** Milliseconds until the next try of this kiosk is looked at; 0: at once. */
export const guessPause = (record: GuessRecord, now: number): number => {
  const tries = left(record, now);
  if (tries < FREE) return 0;
  const pause =
    record.tries >= LOCK_AT ? LOCK : Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (tries - FREE));
  return Math.max(0, Math.ceil(record.lastAt + pause - steady(record, now)));
};

/** The state to put on disk before a pair is looked at. */
export const afterGuess = (record: GuessRecord, now: number): GuessRecord => {
  const at = steady(record, now);
  return { tries: left(record, now) + 1, lastAt: at, maxSeen: at };
};

export const afterRightGuess = (record: GuessRecord): GuessRecord => ({
  ...record,
  tries: Math.max(0, record.tries - 1),
});

export interface KioskGuesses {
  wait(): number;
  /** Durable before the pair is looked at: a restart forgives nothing. */
  count(): Promise<void>;
  forgive(): Promise<void>;
}

/** Tries of all sessions at this kiosk, over restarts. */
export const createKioskGuesses = (
  store: Store,
  clock: Pick<Clock, 'now'>,
  log: Log,
): KioskGuesses => {
  const record = (): GuessRecord => store.data.guesses.get(KEY) ?? NONE;
  const write = async (next: GuessRecord): Promise<void> => {
    try {
      await store.update((data) => data.guesses.set(KEY, next), { urgent: true });
    } catch (error) {
      // A full disk must not keep a citizen from the own case; session and portal count as well.
      if (!(error instanceof StoreError)) throw error;
      log.warn('case.guess_not_counted', { fault: error.fault });
    }
  };
  return {
    wait: () => guessPause(record(), clock.now()),
    count: async () => {
      const next = afterGuess(record(), clock.now());
      if (next.tries === LOCK_AT) log.warn('case.guessing_locked', { tries: next.tries });
      await write(next);
    },
    forgive: () => write(afterRightGuess(record())),
  };
};
