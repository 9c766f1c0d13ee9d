import type { PortalClock } from '../ports.ts';

export interface RateLimit {
  /** Takes one turn for `key`; answers 0, or the milliseconds until the next turn is free. */
  take(key: string): number;
}

/** Keys that are remembered; beyond, those that are full again are forgotten. */
const MAX_KEYS = 10_000;

/**
 * A bucket for each key: `burst` turns at once, then one every `refillMs`. Kept in this process: with
 * several instances the limit is per instance, which is enough to stop a flood.
 */
export const createRateLimit = (clock: PortalClock, burst: number, refillMs: number): RateLimit => {
  /** The moment at which the bucket is full again; empties ahead of the clock. */
  const fullAt = new Map<string, number>();

  const forgetFull = (now: number): void => {
    for (const [key, at] of fullAt) if (at <= now) fullAt.delete(key);
  };

  return {
    take: (key) => {
      const now = clock.now();
      if (fullAt.size >= MAX_KEYS) forgetFull(now);
      // A clock that was set back must not lock anybody out for longer than a whole bucket takes.
      const earlier = Math.min(fullAt.get(key) ?? now, now + burst * refillMs);
      const next = Math.max(earlier, now) + refillMs;
      const wait = next - now - burst * refillMs;
      if (wait > 0) return wait;
      fullAt.set(key, next);
      return 0;
    },
  };
};
