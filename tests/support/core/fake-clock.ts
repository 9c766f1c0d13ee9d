import type { Clock } from '../../../electron/core/ports.ts';

export interface FakeClock extends Clock {
  /** Moves both clocks and runs what falls due, in order. */
  advance(ms: number): void;
  /** Sets the device's clock, as a person or NTP would; the monotonic one goes on. */
  set(now: number): void;
  /** Milliseconds until the next task; undefined when none is scheduled. */
  nextIn(): number | undefined;
}

interface Task {
  readonly at: number;
  readonly run: () => void;
}

/** Monday, 23 November 2026, 10:00 in Baku. */
export const MONDAY = Date.parse('2026-11-23T06:00:00Z');

export const createFakeClock = (start = MONDAY): FakeClock => {
  let now = start;
  let monotonic = 1_000;
  const tasks = new Set<Task>();
  const next = (): Task | undefined =>
    [...tasks].reduce<Task | undefined>(
      (first, task) => (first === undefined || task.at < first.at ? task : first),
      undefined,
    );

  return {
    now: () => now,
    monotonic: () => monotonic,
    schedule: (delay, run) => {
      const task = { at: monotonic + Math.max(0, delay), run };
      tasks.add(task);
      return () => tasks.delete(task);
    },
    advance: (ms) => {
      const end = monotonic + ms;
      for (let task = next(); task !== undefined && task.at <= end; task = next()) {
        now += task.at - monotonic;
        monotonic = task.at;
        tasks.delete(task);
        task.run();
      }
      now += end - monotonic;
      monotonic = end;
    },
    set: (moment) => {
      now = moment;
    },
    nextIn: () => {
      const task = next();
      return task && task.at - monotonic;
    },
  };
};
