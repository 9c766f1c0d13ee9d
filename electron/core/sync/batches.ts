import type { BatchItem } from '../../../contract/sync-protocol.ts';
import { LIMITS } from '../../../contract/sync-protocol.ts';
import type { Clock, Log } from '../ports.ts';
import type { BatchRecord } from '../store/records.ts';
import type { Store } from '../store/store.ts';
import { batchPayload, countThatFits } from './batch.ts';
import { deviceOf } from './device-record.ts';
import { digestOf, NO_PREDECESSOR } from './digest.ts';
import type { Outbox } from './outbox.ts';

/** A batch that is durable on this disk and the very bytes to send. */
export interface FixedBatch {
  readonly record: BatchRecord;
  readonly payload: string;
}

/** Fixes what is sent together, before it is sent, and remembers it until it is answered. */
export interface Batches {
  /**
   * Those that wait for an answer, in order, filled up with new ones to `most` (two when left out);
   * empty when nothing is to be sent. `bytes`: how large new ones may be, the limit when left out.
   */
  current(kiosk: string, most?: number, bytes?: number): Promise<readonly FixedBatch[]>;
  /** The portal has answered: its record is gone, smaller limits are eased. */
  answered(batch: FixedBatch): void;
  /** It may have reached the portal although no answer came: then its content must not change any more. */
  doubt(batch: FixedBatch): void;
  /**
   * It was refused because of its size: its first half comes in its place, a single item is set
   * aside. False while it is in doubt, because the portal would take other content under its number
   * for another device: only a refusal that comes again and again shows that it never got through.
   */
  split(batch: FixedBatch): Promise<boolean>;
  /** Forgets those that wait, durably done by the caller: identity or epoch changed. */
  dissolved(): void;
}

export interface BatchesOptions {
  readonly store: Store;
  readonly outbox: Outbox;
  readonly clock: Clock;
  readonly log: Log;
}

/** Batches under way at the same time; the portal takes them in order. */
export const WINDOW = 2;
/** Refusals in a row after which a batch in doubt is split all the same. */
const ENOUGH_REFUSALS = 5;

export const createBatches = (options: BatchesOptions): Batches => {
  const { store, outbox, clock, log } = options;
  let fixed: readonly FixedBatch[] | undefined;
  let mostItems: number = LIMITS.batchItems;
  /** By seq: refusals because of size that are still to come before a batch in doubt is split. */
  const inDoubt = new Map<number, number>();
  const doubt = ({ record }: FixedBatch): void => {
    inDoubt.set(record.seq, ENOUGH_REFUSALS);
  };
  const waitsForMore = ({ record }: FixedBatch): boolean => {
    const left = (inDoubt.get(record.seq) ?? 1) - 1;
    if (left > 0) inDoubt.set(record.seq, left);
    return left > 0;
  };

  const letGo = (): void => {
    for (const { record } of fixed ?? []) for (const id of record.items) outbox.line.letGo(id);
  };

  const pick = (most: number): readonly string[] => {
    const ready = [...take(outbox.line.ready(clock.monotonic()), mostItems)];
    const sizes = ready.map(({ bytes }) => bytes);
    return ready.slice(0, countThatFits(sizes, most)).map(({ id }) => id);
  };

  /** Bodies from the disk. One that is damaged is set aside, so that it does not stop the others. */
  const readItems = async (ids: readonly string[]): Promise<readonly BatchItem[]> => {
    const items = await Promise.all(ids.map((id) => readItem(store, id)));
    for (const [index, item] of items.entries()) {
      const id = ids[index];
      if (item !== undefined || id === undefined) continue;
      log.error('outbox.body_lost', { id });
      await outbox.setAside(id, 'lost_body');
    }
    return items.filter((item) => item !== undefined);
  };

  const head = (): { readonly seq: number; readonly digest: string } =>
    fixed?.at(-1)?.record ?? deviceOf(store.data).chain ?? { seq: 0, digest: NO_PREDECESSOR };

  const fixNext = async (kiosk: string, most: number): Promise<FixedBatch | undefined> => {
    const items = await readItems(pick(most));
    if (items.length === 0) return undefined;
    const { seq, digest } = head();
    const plan = { seq: seq + 1, prev: digest, sentAt: Math.max(0, Math.floor(clock.now())) };
    const payload = batchPayload(kiosk, plan, items);
    const record = { ...plan, digest: digestOf(payload), items: items.map(({ id }) => id) };
    await store.update((writer) => writer.batches.set(String(record.seq), record), {
      urgent: true,
    });
    for (const { id } of items) outbox.line.hold(id);
    return { record, payload };
  };

  const forget = async (records: readonly BatchRecord[]): Promise<void> => {
    await store.update(
      (writer) => {
        for (const { seq } of records) writer.batches.delete(String(seq));
      },
      { urgent: true },
    );
  };

  /** After a start: the same bytes again. If they cannot be made any more, their items go into new batches. */
  const restore = async (kiosk: string): Promise<readonly FixedBatch[]> => {
    const records = [...store.data.batches.entries()]
      .map(([, record]) => record)
      .sort((a, b) => a.seq - b.seq);
    const restored: FixedBatch[] = [];
    for (const record of records) {
      const payload = batchPayload(kiosk, record, await readItems(record.items));
      if (digestOf(payload) !== record.digest) {
        log.error('outbox.batch_damaged', { seq: record.seq });
        await forget(records.filter(({ seq }) => seq >= record.seq));
        break;
      }
      for (const id of record.items) outbox.line.hold(id);
      restored.push({ record, payload });
      doubt({ record, payload });
    }
    return restored;
  };

  return {
    current: async (kiosk, most = WINDOW, bytes = LIMITS.batchBytes) => {
      fixed ??= await restore(kiosk);
      while (fixed.length < most) {
        const next = await fixNext(kiosk, bytes);
        if (next === undefined) break;
        fixed = [...fixed, next];
      }
      return fixed.slice(0, most);
    },
    doubt,
    answered: (batch) => {
      inDoubt.delete(batch.record.seq);
      fixed = fixed?.filter(({ record }) => record.seq !== batch.record.seq);
      mostItems = Math.min(LIMITS.batchItems, mostItems * 2);
    },
    split: async (batch) => {
      if (waitsForMore(batch)) return false;
      mostItems = Math.max(1, Math.floor(batch.record.items.length / 2));
      await forget((fixed ?? []).map(({ record }) => record));
      letGo();
      fixed = [];
      inDoubt.clear();
      const [only, ...others] = batch.record.items;
      if (only !== undefined && others.length === 0) await outbox.setAside(only, 'too_large');
      return true;
    },
    dissolved: () => {
      letGo();
      inDoubt.clear();
      fixed = undefined;
    },
  };
};

function* take<T>(source: Iterable<T>, most: number): IterableIterator<T> {
  let count = 0;
  for (const item of source) {
    if (count >= most) return;
    count += 1;
    yield item;
  }
}

const readItem = async (store: Store, id: string): Promise<BatchItem | undefined> => {
  const record = store.data.outbox.get(id);
  const sealed = await store.readBody('outbox', id);
  if (record === undefined || sealed === undefined) return undefined;
  return { id, kind: record.kind, savedAt: record.savedAt, sealed };
};
