import type { CounterName } from './counters.ts';
import type { DeviceAlarm } from './staff-views.ts';

/**
 * What is counted exactly for one day. The others say how somebody is or what somebody thinks: a
 * day's few could point to a person.
 */
export const DAY_COUNTERS = [
  'sessions',
  'submissions',
  'printer',
  'calls',
] as const satisfies readonly CounterName[];

/** What to know of a kiosk before its day is closed. Counts and states only. */
export interface DayReport {
  /** ISO day in Baku. */
  readonly day: string;
  /** By counter: "submissions/application", "printer/failed", … Only of DAY_COUNTERS. */
  readonly counts: Readonly<Record<string, number>>;
  readonly waiting: number;
  readonly setAside: number;
  /** When the oldest that waits was saved. */
  readonly oldestWaiting?: number;
  readonly openCall: boolean;
  readonly alarms: readonly DeviceAlarm[];
  /** Nobody's data is left in the core: no citizen, no draft, no receipt. */
  readonly wiped: boolean;
  readonly closed?: { readonly at: number; readonly name: string };
}
