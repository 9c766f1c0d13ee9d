import type { Clock } from '../../ports.ts';
import type { StoreReader } from '../../store/store.ts';

/**
 * Time for lock-outs: begins at the latest moment that this device or its disk knows of, and then
 * goes on by the clock that nobody can set. A clock set back does not shorten a lock, one set
 * forward does not open it, and one that was years ahead once does not lock for years.
 */
export const createSteadyTime = (
  clock: Pick<Clock, 'now' | 'monotonic'>,
  { lockouts }: Pick<StoreReader, 'lockouts'>,
): (() => number) => {
  const seen = [...lockouts.entries()].map(([, { maxSeen }]) => maxSeen);
  const start = Math.max(clock.now(), ...seen);
  const since = clock.monotonic();
  return () => Math.round(start + clock.monotonic() - since);
};
