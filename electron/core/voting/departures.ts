import type { Clock, Random } from '../ports.ts';

/**
 * When the batch of each key leaves. A moment is drawn once: drawn again whenever something
 * happens, the soonest of many draws would count, and it would tell when the batch was full.
 */
export interface Departures {
  /** Draws a moment for each of these keys that has none, and forgets all other keys. */
  draw(due: ReadonlySet<string>): void;
  hasCome(key: string): boolean;
  /** Milliseconds until the next one; undefined when none was drawn. */
  next(): number | undefined;
  /** The batch has left. */
  forget(key: string): void;
  /** Nobody answered. */
  postpone(key: string, delay: number): void;
}

/** `most`: milliseconds within which a batch leaves. */
export const createDepartures = (clock: Clock, random: Random, most: number): Departures => {
  /** By key, of the monotonic clock. */
  const moments = new Map<string, number>();
  const postpone = (key: string, delay: number): void => {
    moments.set(key, clock.monotonic() + delay);
  };
  return {
    draw: (due) => {
      for (const key of moments.keys()) if (!due.has(key)) moments.delete(key);
      for (const key of due) if (!moments.has(key)) postpone(key, random.fraction() * most);
    },
    hasCome: (key) => (moments.get(key) ?? Number.POSITIVE_INFINITY) <= clock.monotonic(),
    next: () =>
      moments.size === 0
        ? undefined
        : Math.max(0, Math.min(...moments.values()) - clock.monotonic()),
    forget: (key) => {
      moments.delete(key);
    },
    postpone,
  };
};
