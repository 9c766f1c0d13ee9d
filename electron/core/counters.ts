import {
  COUNTER_KEY,
  type CounterName,
  counterId,
  type DayCounts,
} from '../../contract/counters.ts';
import type { KioskTime } from './kiosk-time.ts';
import type { Cancel, Clock, Log } from './ports.ts';
import { StoreError, type Store, type StoreWriter } from './store/store.ts';

/** Counts what happens on this kiosk, by day, without persons. Never fails and never waits. */
export interface Counters {
  /** Counts once more under this key. A key that is no word of ours is counted as "other". */
  note(name: CounterName, key: string): void;
  /** All days that are kept, oldest first, with everything noted so far. */
  days(): Promise<readonly DayCounts[]>;
  /** Brings to the disk what was noted; to be called before the store is closed. */
  flush(): Promise<void>;
}

export interface CountersOptions {
  readonly store: Store;
  readonly clock: Pick<Clock, 'schedule'>;
  readonly time: Pick<KioskTime, 'today'>;
  readonly log: Log;
}

/** Milliseconds for which counts gather before they are written: a power cut costs no more than these. */
const GATHER = 10_000;
/** Days that are kept, and different keys of one day. */
const MOST_DAYS = 400;
const MOST_KEYS = 400;

export const createCounters = ({ store, clock, time, log }: CountersOptions): Counters => {
  /** By day and counter's id: what is not on the disk yet. */
  let pending = new Map<string, Map<string, number>>();
  let cancel: Cancel | undefined;

  const addTo = (day: string, id: string, by: number): void => {
    const counts = pending.get(day) ?? new Map<string, number>();
    pending.set(day, counts);
    const known = counts.has(id) || counts.size < MOST_KEYS;
    const key = known ? id : `${id.slice(0, id.indexOf('/'))}/other`;
    counts.set(key, (counts.get(key) ?? 0) + by);
  };

  const flush = async (): Promise<void> => {
    cancel?.();
    cancel = undefined;
    const writing = pending;
    if (writing.size === 0) return;
    pending = new Map();
    try {
      await store.update((writer) => writeCounts(writer, store, writing));
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      // Counting is worth less than anything else on a disk in trouble: kept in memory, tried later.
      log.warn('counters.not_stored', { fault: error.fault });
      for (const [day, counts] of writing) for (const [id, by] of counts) addTo(day, id, by);
    }
  };

  return {
    note: (name, key) => {
      addTo(time.today(), counterId(name, COUNTER_KEY.test(key) ? key : 'other'), 1);
      cancel ??= clock.schedule(GATHER, () => void flush());
    },
    days: async () => {
      await flush();
      return [...store.data.counters.entries()]
        .map(([day, { counts }]) => ({ day, counts }))
        .sort((a, b) => (a.day < b.day ? -1 : 1));
    },
    flush,
  };
};

const writeCounts = (
  writer: StoreWriter,
  { data }: Store,
  added: ReadonlyMap<string, ReadonlyMap<string, number>>,
): void => {
  for (const [day, more] of added) {
    const counts = { ...writer.counters.get(day)?.counts };
    for (const [id, by] of more) {
      const full = counts[id] === undefined && Object.keys(counts).length >= MOST_KEYS;
      const key = full ? `${id.slice(0, id.indexOf('/'))}/other` : id;
      counts[key] = (counts[key] ?? 0) + by;
    }
    writer.counters.set(day, { counts });
  }
  const days = [...data.counters.entries()].map(([day]) => day).sort();
  for (const day of days.slice(0, Math.max(0, days.length - MOST_DAYS)))
    writer.counters.delete(day);
};
