import type { Clock } from '../../../electron/core/ports.ts';

export interface FastClockOptions {
  /** How many milliseconds pass here in one real one. */
  readonly speed: number;
  /** Milliseconds by which the device's clock is wrong. */
  readonly lead?: number;
}

/** Time that flies, so that back-off and timers of minutes run over real sockets in moments. */
export const createFastClock = ({ speed, lead = 0 }: FastClockOptions): Clock => {
  const began = performance.now();
  const start = Date.now() + lead;
  const passed = (): number => (performance.now() - began) * speed;
  return {
    now: () => Math.floor(start + passed()),
    monotonic: passed,
    schedule: (delay, task) => {
      const timer = setTimeout(task, Math.min(delay / speed, 2 ** 31 - 1)).unref();
      return () => clearTimeout(timer);
    },
  };
};
