/** What is remembered about wrong PINs of one person. Moments in milliseconds since the epoch. */
export interface Lockout {
  readonly failures: number;
  readonly lockedUntil: number;
  /** Latest time ever seen: setting the clock back does not shorten a lock. */
  readonly maxSeen: number;
}

export const NO_LOCKOUT: Lockout = { failures: 0, lockedUntil: 0, maxSeen: 0 };

const FREE_TRIES = 3;
const FIRST_LOCK = 30_000;
const LONGEST_LOCK = 3_600_000;
/** From here on only a technician opens it again, with a second person. */
const HARD_LOCK = 20;

const lockLength = (failures: number): number =>
  failures < FREE_TRIES ? 0 : Math.min(FIRST_LOCK * 2 ** (failures - FREE_TRIES), LONGEST_LOCK);

/** The time to go by: never earlier than any time seen before. */
const steady = (lockout: Lockout, now: number): number => Math.max(now, lockout.maxSeen);

/** Milliseconds until the next try may be made; Infinity after too many. */
export const lockedFor = (lockout: Lockout, now: number): number =>
  lockout.failures >= HARD_LOCK
    ? Infinity
    : Math.max(0, lockout.lockedUntil - steady(lockout, now));

/** The state to put on disk BEFORE a PIN is checked: the try counts as wrong until it proves right. */
export const afterTry = (lockout: Lockout, now: number): Lockout => {
  const time = steady(lockout, now);
  const failures = lockout.failures + 1;
  return { failures, lockedUntil: time + lockLength(failures), maxSeen: time };
};

/** The state after the right PIN. */
export const afterSuccess = (lockout: Lockout, now: number): Lockout => ({
  failures: 0,
  lockedUntil: 0,
  maxSeen: steady(lockout, now),
});

/** Wrong tries in a row, of any numbers, that cost nothing: one PIN can be tried with all numbers. */
const FREE_TRIES_OF_ALL = 12;
/** Nobody may keep staff out for long. */
const PAUSE_OF_ALL = 30_000;

/** Milliseconds until the next try of anybody may be made. */
export const pausedFor = (all: Lockout, now: number): number =>
  Math.max(0, all.lockedUntil - steady(all, now));

/** What is remembered of all numbers together, before a PIN is checked. */
export const afterTryOfAnybody = (all: Lockout, now: number): Lockout => {
  const time = steady(all, now);
  const failures = all.failures + 1;
  const lockedUntil = failures < FREE_TRIES_OF_ALL ? 0 : time + PAUSE_OF_ALL;
  return { failures, lockedUntil, maxSeen: time };
};
