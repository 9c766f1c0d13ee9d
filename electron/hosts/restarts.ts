import type { Clock } from '../core/ports.ts';

const FIRST_DELAY = 500;
const LONGEST_DELAY = 30_000;
/** After this long without an end the next one is taken for the first. */
const CALM = 60_000;

/** How long to wait before the next start of something that ended: doubled while it ends again and again. */
export const createRestarts = (clock: Pick<Clock, 'monotonic'>): { next(): number } => {
  let delay = FIRST_DELAY;
  let last = -Infinity;
  return {
    next: () => {
      const now = clock.monotonic();
      delay = now - last > CALM ? FIRST_DELAY : Math.min(delay * 2, LONGEST_DELAY);
      last = now;
      return delay;
    },
  };
};
