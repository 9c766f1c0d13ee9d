import type { Cancel, Clock, Log } from '../ports.ts';
import { encodeLineParts } from './line.ts';
import { encodePayload, SCHEMA, VOID, type BodyPlace, type Operation } from './payload.ts';
import type { SeqRange } from './replay.ts';
import type { Segment } from './segment-supply.ts';
import type { StoreSettings } from './settings.ts';
import type { Space } from './space.ts';
import { StoreError } from './store.ts';
import { lineContext, type Vault } from './vault.ts';
import { isFull } from './whole-file.ts';

/** One atomic change on its way to the disk. */
export interface Append {
  readonly operations: readonly Operation[];
  readonly urgent: boolean;
  /**
   * Ticket of the latest change that this one has seen or builds on. It gets into a later sync: if
   * a power cut tears that one off, this one cannot be left behind without it.
   */
  readonly after: number;
  /** Called before the promise resolves, in the order of the tickets, with the place of each operation's body. */
  readonly onDurable: (bodies: readonly (BodyPlace | undefined)[]) => void;
  readonly onFailed: () => void;
}

export interface Journal {
  /** Takes a place in the queue; throws `StoreError` when new submissions are refused. Tickets rise. */
  append(change: Append): { readonly ticket: number; readonly done: Promise<void> };
  /** Highest seq on the disk. */
  durable(): number;
  /** Number of the segment that is being written; 0 before the first. */
  segment(): number;
  /** Bytes written since the start. */
  written(): number;
  /** Resolves when what is being written now is on the disk; undefined while nothing is. */
  flushing(): Promise<void> | undefined;
  /** False after a failed write until a new segment has been begun. */
  isHealthy(): boolean;
  /** Begins a new segment if a write has failed; rejects when that fails too. */
  reopen(): Promise<void>;
  close(): Promise<void>;
}

export interface JournalOptions {
  readonly space: Space;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly log: Log;
  readonly settings: StoreSettings;
  readonly journal: string;
  readonly schema: number;
  readonly durable: number;
  /** The next line gets this seq. */
  readonly seq: number;
  /** Seqs that will never be seen: said in the first line. */
  readonly voids: readonly SeqRange[];
  /** After a write failed: the state of the files is worth a snapshot. */
  readonly onTrouble: () => void;
  /** After each sync. */
  readonly onWritten: () => void;
  /** A new segment was begun: the next one should be made ahead. */
  readonly onRolled: () => void;
  /** Lines from the time before a crash that nothing vouches for, written again before anything else. */
  readonly rewrite: Buffer;
  /** Where the rewritten lines stand now. */
  readonly onRewritten: (segment: number) => void;
}

interface Queued extends Append {
  readonly ticket: number;
  readonly resolve: () => void;
  readonly reject: (error: StoreError) => void;
}

type OpenSegment = Segment & { used: number };

interface Block {
  readonly bytes: Buffer;
  /** Seqs of the lines in it, to be declared void if the write fails. */
  readonly seqs: SeqRange | undefined;
}

interface EncodedGroup extends Block {
  readonly seqs: SeqRange;
  /** Where the bodies are, as if the group began at byte 0 of segment 0. */
  readonly bodies: readonly (readonly (BodyPlace | undefined)[])[];
}

const toStoreError = (cause: unknown): StoreError =>
  new StoreError(isFull(cause) ? 'storage_full' : 'storage_failed', { cause });

/**
 * The only writer of the segments. Changes queue up; all that wait and do not build on each other
 * share one sync. A promise resolves, and memory changes, only after that.
 *
 * After a failed write nothing is known about the file: the kernel may have dropped the pages and
 * will report success the next time. So it is never synced again; a new segment is begun whose
 * first line declares the failed seqs void.
 */
export const createJournal = (options: JournalOptions): Journal => {
  const { space, vault, clock, settings, log } = options;
  const queue: Queued[] = [];
  let ticket = 0;
  let settled = 0;
  let seq = options.seq;
  let durable = options.durable;
  let voids: readonly SeqRange[] = options.voids;
  let rewrite = options.rewrite;
  let current: OpenSegment | undefined;
  let number = 0;
  let written = 0;
  let running: Promise<void> | undefined;
  let closing = false;
  let vouched = true;
  let lastWrite = 0;
  let vouchTimer: Cancel | undefined;

  const encodeOne = (operations: readonly Operation[]) => {
    const { plain, bodies } = encodePayload(operations);
    const sealed = vault.sealInPieces(lineContext(options.journal, seq, durable), plain);
    const parts = encodeLineParts(seq, durable, sealed);
    seq += 1;
    return { parts, length: parts.reduce((sum, part) => sum + part.length, 0), bodies };
  };

  const encodeGroup = (group: readonly { operations: readonly Operation[] }[]): EncodedGroup => {
    const first = seq;
    const lines: Uint8Array[] = [];
    let offset = 0;
    const bodies = group.map(({ operations }) => {
      const { parts, length, bodies: plain } = encodeOne(operations);
      const place = { segment: 0, offset, length };
      lines.push(...parts);
      offset += length;
      return plain.map((body) => body && { ...place, ...body });
    });
    return { bytes: Buffer.concat(lines, offset), seqs: [first, seq - 1], bodies };
  };

  const leave = async (): Promise<void> => {
    const left = current;
    current = undefined;
    await left?.handle.close();
  };

  /** Writes and syncs, or gives the segment up. Answers where the block begins. */
  const put = async (segment: OpenSegment, block: Block): Promise<number> => {
    const offset = segment.used;
    try {
      await segment.handle.writeDurably(offset, block.bytes);
    } catch (error) {
      if (block.seqs) voids = [...voids, block.seqs];
      log.error('store.write_failed', { segment: segment.number, reason: String(error) });
      await leave().catch((reason: unknown) =>
        log.warn('store.close_failed', { reason: String(reason) }),
      );
      options.onTrouble();
      throw error;
    }
    segment.used += block.bytes.length;
    written += block.bytes.length;
    durable = block.seqs?.[1] ?? durable;
    return offset;
  };

  /** The pages of a line that nothing vouches for may be in memory only. Synced before a line vouches for them. */
  const writeAgain = async (segment: OpenSegment): Promise<void> => {
    if (rewrite.length === 0) return;
    await put(segment, { bytes: rewrite, seqs: undefined });
    rewrite = Buffer.alloc(0);
    options.onRewritten(segment.number);
  };

  /** Begins a segment after the start or a failure: its first line says what will never be seen. */
  const begin = async (): Promise<OpenSegment> => {
    const segment = { ...(await space.take(settings.segmentBytes)), used: 0 };
    number = segment.number;
    current = segment;
    await writeAgain(segment);
    const declared = voids;
    const operations = [
      { collection: SCHEMA, id: '', text: JSON.stringify({ version: options.schema }) },
      { collection: VOID, id: '', text: JSON.stringify(declared) },
    ];
    await put(segment, encodeGroup([{ operations }]));
    voids = voids.slice(declared.length);
    options.onRolled();
    return segment;
  };

  const roll = async (bytes: number): Promise<OpenSegment> => {
    const segment = { ...(await space.take(bytes)), used: 0 };
    await leave();
    number = segment.number;
    current = segment;
    options.onRolled();
    return segment;
  };

  const takeGroup = (): Queued[] => {
    let bytes = 0;
    const end = queue.findIndex((change, index) => {
      if (index > 0 && (change.after > settled || bytes > settings.groupBytes)) return true;
      for (const { text, body } of change.operations)
        bytes += (text?.length ?? 0) + (body?.length ?? 0);
      return index >= settings.groupLines;
    });
    return queue.slice(0, end < 0 ? queue.length : end);
  };

  const flushGroup = async (): Promise<void> => {
    const opened = current ?? (await begin());
    const group = takeGroup();
    const before = seq;
    const encoded = encodeGroup(group);
    const fits = opened.used + encoded.bytes.length <= opened.size;
    const segment = fits
      ? opened
      : await roll(encoded.bytes.length).catch((error: unknown) => {
          seq = before; // nothing was written under these numbers
          throw error;
        });
    const offset = await put(segment, encoded);
    queue.splice(0, group.length);
    group.forEach((change, index) => {
      settled = change.ticket;
      const places = encoded.bodies[index] ?? [];
      change.onDurable(
        places.map(
          (place) => place && { ...place, segment: segment.number, offset: offset + place.offset },
        ),
      );
      change.resolve();
    });
    vouched = group.every(({ operations }) => operations.length === 0);
    lastWrite = clock.monotonic();
  };

  const failAll = (cause: unknown): void => {
    const error = toStoreError(cause);
    for (const change of queue.splice(0)) {
      settled = change.ticket;
      change.onFailed();
      change.reject(error);
    }
  };

  const run = async (): Promise<void> => {
    await Promise.resolve(); // whoever calls in this turn shares the sync
    while (queue.length > 0) {
      try {
        await flushGroup();
        options.onWritten();
      } catch (error) {
        failAll(error);
      }
    }
  };

  const wake = (): void => {
    running ??= run().finally(() => {
      running = undefined;
      if (queue.length > 0) wake();
      else if (!vouched && !closing) vouchTimer ??= clock.schedule(settings.vouchAfter, vouch);
    });
  };

  const enqueue = (change: Append): { ticket: number; done: Promise<void> } => {
    ticket += 1;
    const mine = ticket;
    const done = new Promise<void>((resolve, reject) => {
      queue.push({ ...change, ticket: mine, resolve, reject });
    });
    wake();
    return { ticket: mine, done };
  };

  const nothing = (): void => undefined;
  const enqueueEmpty = (): Promise<void> =>
    enqueue({ operations: [], urgent: true, after: 0, onDurable: nothing, onFailed: nothing }).done;

  /** A quiet second after a commit: a line that says that it was on the disk. */
  const vouch = (): void => {
    vouchTimer = undefined;
    if (vouched || closing || running) return;
    const quiet = clock.monotonic() - lastWrite;
    if (quiet < settings.vouchAfter)
      vouchTimer = clock.schedule(settings.vouchAfter - quiet, vouch);
    else
      enqueueEmpty().catch((error: unknown) =>
        log.warn('store.vouch_failed', { reason: String(error) }),
      );
  };

  return {
    append: (change) => {
      if (closing) throw new StoreError('storage_failed', { cause: new Error('store is closed') });
      if (space.isFull() && !change.urgent) throw new StoreError('storage_full');
      return enqueue(change);
    },
    durable: () => durable,
    segment: () => number,
    written: () => written,
    flushing: () => running,
    isHealthy: () => current !== undefined,
    reopen: async () => {
      if (!current) await enqueueEmpty();
    },
    close: async () => {
      closing = true;
      vouchTimer?.();
      await running;
      if (!vouched && current) await enqueueEmpty();
      await leave();
    },
  };
};
