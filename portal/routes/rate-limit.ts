import type { PortalClock } from '../ports.ts';

/** `burst` turns at once, then one every `refillMs`. */
export interface Bucket {
  readonly burst: number;
  readonly refillMs: number;
}

/** What one address or kiosk may ask for. */
export interface PortalLimits {
  /** Enrolments tried from one address. */
  readonly enrolments: Bucket;
  /** Case look-ups of one kiosk: no faster than people type. */
  readonly lookups: Bucket;
  /** Sign-ins tried from one address; each costs the portal 0.1 s. */
  readonly signIns: Bucket;
}

export const DEFAULT_LIMITS: PortalLimits = {
  enrolments: { burst: 20, refillMs: 5_000 },
  lookups: { burst: 20, refillMs: 3_000 },
  signIns: { burst: 20, refillMs: 3_000 },
};

export interface RateLimit {
  /** Takes one turn for `key`; answers 0, or the milliseconds until the next turn is free. */
  take(key: string): number;
}

/** Keys that are remembered; beyond, those that are full again are forgotten. */
const MAX_KEYS = 10_000;

/**
 * A bucket for each key. Kept in this process: with several instances the limit is per instance, which is enough to stop a flood.
 */
export const createRateLimit = (clock: PortalClock, { burst, refillMs }: Bucket): RateLimit => {
  /** The moment at which the bucket is full again; empties ahead of the clock. */
  const fullAt = new Map<string, number>();

  const forgetFull = (now: number): void => {
    for (const [key, at] of fullAt) if (at <= now) fullAt.delete(key);
  };

  return {
    take: (key) => {
      const now = clock.now();
      if (fullAt.size >= MAX_KEYS) forgetFull(now);
      const known = fullAt.get(key) ?? now;
      // Later than an empty bucket allows: the clock was set back. That must not lock anybody out.
      const earlier = known > now + burst * refillMs ? now : known;
      const next = Math.max(earlier, now) + refillMs;
      const wait = next - now - burst * refillMs;
      if (wait > 0) return wait;
      fullAt.set(key, next);
      return 0;
    },
  };
};
