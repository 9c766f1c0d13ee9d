import type { Clock } from './ports.ts';

export interface GuessLimit {
  /** Milliseconds until the next try is looked at; 0: at once. */
  wait(): number;
  /** Counts a try before it is looked at, so that many at the same moment count as many. */
  count(): void;
  /** The try was right after all. */
  forgive(): void;
}

export interface GuessLimitOptions {
  /** Tries that cost nothing. */
  readonly free: number;
  /** Milliseconds after the first one that costs, then doubled each time. */
  readonly first: number;
  readonly longest: number;
  /** Milliseconds without a try after which one of them is forgiven. */
  readonly forgiveAfter: number;
}

/** Makes guessing slow and typing mistakes cheap. */
export const createGuessLimit = (
  clock: Pick<Clock, 'monotonic'>,
  { free, first, longest, forgiveAfter }: GuessLimitOptions,
): GuessLimit => {
  let tries = 0;
  let last = 0;
  const left = (): number =>
    Math.max(0, tries - Math.floor((clock.monotonic() - last) / forgiveAfter));
  return {
    wait: () => {
      const over = left() - free;
      if (over < 0) return 0;
      const pause = Math.min(longest, first * 2 ** over);
      return Math.max(0, Math.ceil(last + pause - clock.monotonic()));
    },
    count: () => {
      tries = left() + 1;
      last = clock.monotonic();
    },
    forgive: () => {
      tries = Math.max(0, tries - 1);
    },
  };
};
