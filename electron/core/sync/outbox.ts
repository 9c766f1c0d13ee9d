import type { ItemKind } from '../../../contract/item-kinds.ts';
import type { BatchReply, ItemResult } from '../../../contract/sync-protocol.ts';
import type { Clock } from '../ports.ts';
import type { Recorded } from '../audit.ts';
import type { KeptQueue } from '../kept-queue.ts';
import type { BatchRecord, OutboxRecord } from '../store/records.ts';
import type { Store, StoreReader, StoreWriter } from '../store/store.ts';
import type {
  SealedNote,
  SealedSubmission,
  SettledHook,
  SubmissionQueue,
} from '../submission-queue.ts';
import { changeDevice, deviceOf } from './device-record.ts';
import {
  afterDiscard,
  afterOwnRefusal,
  afterResult,
  afterRelease,
  afterRetry,
  isToBeSent,
  type Queued,
  toDelivery,
} from './outbox-states.ts';
import { createWaitingLine, type WaitingLine } from './waiting-line.ts';

/** What is to reach the portal: durable records, and an index of those that wait. */
export interface Outbox extends SubmissionQueue, KeptQueue {
  readonly line: WaitingLine;
  /** What a start finds held belongs to a submission that was never made. */
  dropAllHeld(): Promise<void>;
  /** The portal's answers for a batch, as of the time that it signed, and the chain's new head, in one change. */
  applyReply(batch: BatchRecord, reply: BatchReply): Promise<void>;
  /** For a reason that this kiosk found itself. What the portal has received before stays received. */
  setAside(id: string, refusal: 'too_large' | 'lost_body'): Promise<void>;
  /** Offers again what the portal may have lost; to be called inside the change that notes the new epoch. */
  markForReoffer(data: StoreWriter): readonly string[];
  /** Takes ids into the line that `markForReoffer` named, once the change is durable. */
  lineUp(ids: readonly string[]): void;
  /** Shows these as being sent, or as waiting again. */
  showSending(ids: readonly string[], sending: boolean): void;
  /** Hears of each submission that became durable. */
  onSaved(listener: () => void): void;
  /** Hears the ids whose delivery changed, after the change is durable. */
  onChange(listener: (ids: readonly string[]) => void): void;
}

export interface OutboxOptions {
  readonly store: Store;
  readonly clock: Pick<Clock, 'monotonic'>;
}

/** Milliseconds for which an item waits that the portal wants later. */
const LATER = 60_000;

export const createOutbox = ({ store, clock }: OutboxOptions): Outbox => {
  const { data } = store;
  const line = createWaitingLine();
  const sending = new Set<string>();
  const hooks = new Map<ItemKind, SettledHook>();
  const listeners: ((ids: readonly string[]) => void)[] = [];
  const savedListeners: (() => void)[] = [];
  const tell = (ids: readonly string[]): void => {
    for (const listener of listeners) listener(ids);
  };
  const lineUp = (ids: readonly string[]): void => {
    for (const id of ids) {
      const record = data.outbox.get(id);
      if (record !== undefined && isToBeSent(record)) line.add({ id, ...queueFields(record) });
    }
  };
  const saved = (ids: readonly string[]): void => {
    lineUp(ids);
    for (const listener of savedListeners) listener();
  };
  const changeByStaff = async (
    id: string,
    act: Recorded,
    change: (record: OutboxRecord) => OutboxRecord | undefined,
  ): Promise<boolean> => {
    const record = data.outbox.get(id);
    const changed = record && change(record);
    if (changed === undefined) return false;
    const write = (writer: StoreWriter): void => {
      writer.outbox.set(id, changed);
      act(writer);
    };
    await store.update(write, { urgent: true });
    lineUp([id]);
    tell([id]);
    return true;
  };
  const dropHeld = async (ids: readonly string[]): Promise<void> => {
    const held = ids.filter((id) => data.outbox.get(id)?.held === true);
    if (held.length === 0) return;
    await store.update((writer) => held.forEach((id) => writer.outbox.delete(id)), {
      urgent: true,
    });
  };
  let lastPlace = fillLine(line, data);
  const nextPlace = (): number => (lastPlace += 1);

  return {
    line,
    sealingKey: () => deviceOf(data).enrolled?.sealingKey,
    save: async (submission, { notes = [], held = [], write } = {}) => {
      await store.update((writer) => {
        writeSubmission(writer, submission, nextPlace());
        for (const id of held) release(writer, id, nextPlace());
        for (const note of notes) writeItem(writer, note, { place: nextPlace() });
        write?.(writer);
      });
      saved([submission.id, ...held, ...notes.map(({ id }) => id)]);
    },
    saveNotes: async (notes, write, held = []) => {
      await store.update((writer) => {
        for (const note of notes) writeItem(writer, note, { place: nextPlace() });
        for (const id of held) release(writer, id, nextPlace());
        write?.(writer);
      });
      saved([...notes.map(({ id }) => id), ...held]);
    },
    hold: (notes) =>
      store.update((writer) => {
        for (const note of notes) writeItem(writer, note, { held: true });
      }),
    dropHeld,
    dropAllHeld: () => dropHeld(allHeld(data)),
    waitingBytes: (kind) => {
      let sum = 0;
      for (const [, item] of data.outbox.scan(['kind', 'state', 'bytes']))
        if (item.kind === kind && item.state === 'saved') sum += item.bytes;
      return sum;
    },
    whenSettled: (kind, hook) => hooks.set(kind, hook),
    delivery: (id) => {
      const record = data.outbox.get(id);
      return record && toDelivery(record, sending.has(id));
    },
    applyReply: async (batch, reply) => {
      const results = new Map(reply.results.map((result) => [result.id, result]));
      await store.update(
        (writer) => writeResults(writer, batch, results, reply.serverTime, hooks),
        {
          urgent: true,
        },
      );
      settleLine(line, batch, results, clock.monotonic() + LATER);
      tell(batch.items);
    },
    setAside: async (id, refusal) => {
      const write = (writer: StoreWriter): void => {
        const record = writer.outbox.get(id);
        if (record !== undefined) writer.outbox.set(id, afterOwnRefusal(record, refusal));
      };
      await store.update(write, { urgent: true });
      line.remove(id);
      tell([id]);
    },
    retry: async (id, act) => {
      const done = await changeByStaff(id, act, afterRetry);
      if (done) for (const listener of savedListeners) listener();
      return done;
    },
    discard: (id, act, now) => changeByStaff(id, act, (record) => afterDiscard(record, now)),
    markForReoffer: (writer) => {
      const received = [...data.outbox.entries()].filter(([, { state }]) => state === 'received');
      for (const [id, record] of received) writer.outbox.set(id, { ...record, reoffer: true });
      return received.map(([id]) => id);
    },
    lineUp,
    showSending: (ids, isSending) => {
      for (const id of ids) {
        if (isSending) sending.add(id);
        else sending.delete(id);
      }
      tell(ids);
    },
    onSaved: (listener) => savedListeners.push(listener),
    onChange: (listener) => listeners.push(listener),
  };
};

const queueFields = ({
  savedAt,
  place = 0,
  bytes,
}: Pick<OutboxRecord, 'savedAt' | 'place' | 'bytes'>): Omit<Queued, 'id'> => ({
  savedAt,
  place,
  bytes,
});

/** Takes in what is to be sent: a walk through all records that makes none of them. Answers the highest place. */
const fillLine = (line: WaitingLine, data: StoreReader): number => {
  let last = 0;
  const fields = ['state', 'held', 'reoffer', 'savedAt', 'place', 'bytes'] as const;
  for (const [id, item] of data.outbox.scan(fields)) {
    last = Math.max(last, item.place ?? 0);
    if (isToBeSent(item)) line.add({ id, ...queueFields(item) });
  }
  return last;
};

const allHeld = (data: StoreReader): readonly string[] =>
  [...data.outbox.scan(['held'])].filter(([, { held }]) => held === true).map(([id]) => id);

/** A record without its mark; the body beside it stays. */
const release = (writer: StoreWriter, id: string, place: number): void => {
  const record = writer.outbox.get(id);
  if (record?.held !== true) throw new Error('a held note is not there');
  writer.outbox.set(id, afterRelease(record, place));
};

const writeItem = (
  writer: StoreWriter,
  item: SealedNote | SealedSubmission,
  standing: { readonly place: number } | { readonly held: true },
): void => {
  const { id, kind, savedAt, lookupId, sealed } = item;
  // Content that may have been sent is never replaced: its id stands for these very bytes.
  if (writer.outbox.get(id) !== undefined) throw new Error('a submission id was used twice');
  const record = {
    kind,
    state: 'saved',
    savedAt,
    ...standing,
    bytes: sealed.length,
    ...(lookupId !== undefined && { lookupId }),
    ...('referenceTag' in item && { referenceTag: item.referenceTag }),
  } as const;
  writer.outbox.set(id, record, sealed);
};

const writeSubmission = (
  writer: StoreWriter,
  submission: SealedSubmission,
  place: number,
): void => {
  writeItem(writer, submission, { place });
  const { id, lookupId, note } = submission;
  writer.cases.set(lookupId, { local: note, submissionId: id });
};

const writeResults = (
  writer: StoreWriter,
  batch: BatchRecord,
  results: ReadonlyMap<string, ItemResult>,
  at: number,
  hooks: ReadonlyMap<ItemKind, SettledHook>,
): void => {
  for (const id of batch.items) {
    const record = writer.outbox.get(id);
    const result = results.get(id);
    const changed = record && result && afterResult(record, result, at);
    if (changed === undefined || result === undefined || result.status === 'later') continue;
    writer.outbox.set(id, changed);
    hooks.get(changed.kind)?.(writer, result);
  }
  writer.batches.delete(String(batch.seq));
  changeDevice(writer, { chain: { seq: batch.seq, digest: batch.digest } });
};

const settleLine = (
  line: WaitingLine,
  batch: BatchRecord,
  results: ReadonlyMap<string, ItemResult>,
  until: number,
): void => {
  for (const id of batch.items) {
    const status = results.get(id)?.status ?? 'later';
    if (status !== 'later') line.remove(id);
    else {
      line.letGo(id);
      line.postpone(id, until);
    }
  }
};
