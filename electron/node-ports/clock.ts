import { performance } from 'node:perf_hooks';
import type { Clock } from '../core/ports.ts';

/** Node fires a timer at once when its delay does not fit into 31 bits. */
const LONGEST_DELAY = 2 ** 31 - 1;

/** The device's clock; timers do not keep the process alive. Milliseconds. */
export const createNodeClock = (): Clock => ({
  now: () => Date.now(),
  monotonic: () => performance.now(),
  schedule: (delay, task) => {
    const timer = setTimeout(task, Math.min(Math.max(delay, 0), LONGEST_DELAY));
    timer.unref();
    return () => {
      clearTimeout(timer);
    };
  },
});
