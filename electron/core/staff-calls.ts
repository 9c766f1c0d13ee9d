import type { CallView } from '../../contract/calls.ts';
import type { Recorded } from './audit.ts';
import type { Counters } from './counters.ts';
import type { Ids } from './ports.ts';
import type { CallRecord } from './store/records.ts';
import type { Store, StoreWriter } from './store/store.ts';

/** A citizen's call for staff: kept until somebody has answered, with or without a network. */
export interface StaffCalls {
  state(): CallView;
  /** One call at a time: again while one is open changes nothing. */
  raise(): Promise<void>;
  /** Answers the open call; nothing happens without one. `by` is left out when the citizen takes it back. */
  close(by?: { readonly number: string; readonly act: Recorded }): Promise<void>;
  /** The same inside another change. */
  answerIn(writer: StoreWriter, number: string): boolean;
  onChange(listener: () => void): void;
  /** Tells listeners; to be called after `answerIn` became durable. */
  changed(): void;
}

export interface StaffCallsOptions {
  readonly store: Store;
  readonly ids: Ids;
  readonly counters: Pick<Counters, 'note'>;
  readonly now: () => number;
}

/** Milliseconds after which an answered call is forgotten, and an open one is of yesterday. */
const SHOW_ANSWER = 5 * 60_000;
const MOST_AGE = 12 * 60 * 60_000;
/** Calls that are kept. */
const MOST_CALLS = 50;

export const createStaffCalls = ({ store, ids, counters, now }: StaffCallsOptions): StaffCalls => {
  const listeners: (() => void)[] = [];
  const changed = (): void => {
    for (const listener of listeners) listener();
  };
  /** The youngest; ids rise with time. */
  const latest = (): readonly [string, CallRecord] | undefined =>
    [...store.data.calls.entries()].sort(([a], [b]) => (a < b ? 1 : -1))[0];
  const open = (): readonly [string, CallRecord] | undefined => {
    const call = latest();
    return call?.[1].answeredAt === undefined && call !== undefined && now() - call[1].at < MOST_AGE
      ? call
      : undefined;
  };

  const state = (): CallView => {
    const waiting = open();
    if (waiting !== undefined) return { state: 'open', at: waiting[1].at };
    const { answeredAt, answeredBy } = latest()?.[1] ?? {};
    return answeredAt !== undefined && answeredBy !== undefined && now() - answeredAt < SHOW_ANSWER
      ? { state: 'answered', at: answeredAt }
      : { state: 'none' };
  };

  const answerIn = (writer: StoreWriter, number?: string): boolean => {
    const waiting = open();
    if (waiting === undefined) return false;
    const [id, { at }] = waiting;
    writer.calls.set(id, {
      at,
      answeredAt: now(),
      ...(number !== undefined && { answeredBy: number }),
    });
    return true;
  };

  return {
    state,
    raise: async () => {
      if (open() !== undefined) return;
      const old = [...store.data.calls.entries()].map(([id]) => id).sort();
      await store.update((writer) => {
        writer.calls.set(ids.next(), { at: now() });
        for (const id of old.slice(0, Math.max(0, old.length - MOST_CALLS)))
          writer.calls.delete(id);
      });
      counters.note('calls', 'raised');
      changed();
    },
    close: async (by) => {
      if (open() === undefined) return;
      await store.update(
        (writer) => {
          if (answerIn(writer, by?.number)) by?.act(writer);
        },
        { urgent: true },
      );
      if (by !== undefined) counters.note('calls', 'answered');
      changed();
    },
    answerIn,
    onChange: (listener) => listeners.push(listener),
    changed,
  };
};
