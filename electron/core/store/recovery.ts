import { createImage, type Image } from './image.ts';
import { segmentNumbers, segmentPath, snapshotNumbers } from './layout.ts';
import { migrate, type Schema } from './migrations.ts';
import { StoreOpenError } from './open-error.ts';
import type { BodyPlace, ReadOperation } from './payload.ts';
import type { Quarantine } from './quarantine.ts';
import {
  readSegment,
  schemaChange,
  takeTogether,
  type FoundLine,
  type ReadSegment,
  type Reading,
  type SeqRange,
} from './replay.ts';
import {
  readSnapshot,
  readSnapshotHead,
  salvageSnapshot,
  type SnapshotHead,
  type SnapshotSource,
} from './snapshot-file.ts';
import { isUnreadable, readSurvivors } from './whole-file.ts';

export interface SnapshotOnDisk {
  readonly number: number;
  /** Segments before this one are not needed with it. */
  readonly segment: number;
}

export interface Recovered {
  readonly image: Image;
  /** Schema of the records as they stand in `image`. */
  readonly schema: number;
  readonly durable: number;
  readonly last: number;
  /** Seqs that are missing, or of lines that said nothing, and must be declared so. */
  readonly missing: readonly SeqRange[];
  /** Lines that nothing vouches for: maybe only in the page cache, to be written again. */
  readonly unvouched: readonly FoundLine[];
  readonly segments: readonly ReadSegment[];
  /** Whole snapshots, newest first. */
  readonly snapshots: readonly SnapshotOnDisk[];
  /** Highest numbers in use, also by damaged files. */
  readonly lastSegment: number;
  readonly lastSnapshot: number;
  /** Something was not as it should be: a snapshot soon, so that it is not found again. */
  readonly untidy: boolean;
  /** Bytes of journal that the newest snapshot does not cover. */
  readonly tailBytes: number;
}

interface Base {
  readonly image: Image;
  readonly head: SnapshotHead;
  readonly number: number;
}

const EMPTY: SnapshotHead = { seq: 0, segment: 0, schema: 0 };

const loadSnapshot = async (source: SnapshotSource, number: number): Promise<Base | undefined> => {
  const image = createImage();
  try {
    const head = await readSnapshot(source, number, image);
    return head && { image, head, number };
  } catch (error) {
    if (isUnreadable(error)) return undefined;
    throw error;
  }
};

const applyOperation = (image: Image, line: FoundLine, operation: ReadOperation): void => {
  const { collection, id, record, body } = operation;
  if (record === undefined) {
    image.remove(collection, id);
    return;
  }
  const place: BodyPlace | 'keep' = body
    ? { segment: line.segment, offset: line.offset, length: line.length, ...body }
    : 'keep';
  image.put(collection, id, record, place);
};

/** Applies lines in order; answers the schema after them. */
const applyLines = (
  image: Image,
  lines: readonly FoundLine[],
  from: number,
  schema: Schema,
): number => {
  let version = from;
  for (const line of lines)
    for (const operation of line.operations) {
      const next = schemaChange(operation);
      if (next !== undefined) {
        migrate(image, version, next, schema);
        version = next;
      } else if (!operation.collection.startsWith('#')) applyOperation(image, line, operation);
    }
  return version;
};

interface RecoveryOptions {
  readonly source: SnapshotSource;
  readonly names: readonly string[];
  readonly quarantine: Quarantine;
  readonly schema: Schema;
}

interface BadBytes {
  readonly name: string;
  readonly bytes: Buffer;
  /** The disk did not give them back: whatever stood there, no power cut does that. */
  readonly unreadable: boolean;
}

/** A segment as it could be read, and what made no sense in it. */
const lookAtSegment = async (
  { folder, files, journal, vault }: SnapshotSource,
  number: number,
  after: number,
): Promise<{ segment: ReadSegment; bad: BadBytes[] }> => {
  const { bytes, unreadable } = await readSurvivors(files, segmentPath(folder, number));
  const segment = readSegment(number, bytes, after, journal, vault);
  const nameOf = (start: number): string => `seg-${number}-${start}`;
  // Written to for all that is known: no segment with such a page is taken for an unused one.
  const used = Math.max(segment.used, ...unreadable.map((start) => start + 1));
  return {
    segment: { ...segment, used },
    bad: [
      ...unreadable.map((start) => ({
        name: nameOf(start),
        bytes: Buffer.alloc(0),
        unreadable: true,
      })),
      ...segment.bad.map(({ start, end }) => ({
        name: nameOf(start),
        bytes: Buffer.from(bytes.subarray(start, end)),
        unreadable: false,
      })),
    ],
  };
};

const readSegments = async (
  { source, names }: RecoveryOptions,
  base: SnapshotHead,
): Promise<{ segments: ReadSegment[]; bad: BadBytes[] }> => {
  const segments: ReadSegment[] = [];
  const bad: BadBytes[] = [];
  for (const number of segmentNumbers(names).filter((each) => each >= base.segment)) {
    const looked = await lookAtSegment(source, number, base.seq);
    segments.push(looked.segment);
    bad.push(...looked.bad);
  }
  return { segments, bad };
};

/** The newest whole snapshot, and the newer ones that are not: a finished name was synced before it was given. */
const findBase = async ({
  source,
  names,
}: RecoveryOptions): Promise<{ base: Base | undefined; broken: readonly number[] }> => {
  const broken: number[] = [];
  for (const number of snapshotNumbers(names).reverse()) {
    const base = await loadSnapshot(source, number);
    if (base) return { base, broken };
    broken.push(number);
  }
  return { base: undefined, broken };
};

/** Whole lines, and not one that opens: these key files belong to other data. Nothing may be judged by them. */
const refuseForeignKey = (base: Base | undefined, segments: readonly ReadSegment[]): void => {
  if (base || segments.some(({ lines }) => lines.length > 0)) return;
  if (segments.some(({ unopened }) => unopened > 0))
    throw new StoreOpenError('key_refused', { detail: 'the key files belong to other data' });
};

interface Replayed {
  readonly image: Image;
  readonly schema: number;
  readonly reading: Reading;
}

/**
 * No snapshot is whole, though there were some: what the journal still has, under what the newest
 * snapshot still has, under what came after it. Deleted records may come back; none that can be
 * read is lost.
 */
const salvage = async (
  options: RecoveryOptions,
  segments: readonly ReadSegment[],
): Promise<Replayed> => {
  const { source, names, schema } = options;
  const image = createImage();
  const found = segments.flatMap(({ lines }) => lines);
  const all = takeTogether(found, 0);
  let version = 0;
  let after = 0;
  for (const number of snapshotNumbers(names)) {
    const { head, fill } = await salvageSnapshot(source, number);
    const seq = head?.seq ?? after;
    const before = all.lines.filter((line) => line.seq > after && line.seq <= seq);
    version = Math.max(applyLines(image, before, version, schema), head?.schema ?? 0);
    fill(image);
    after = Math.max(after, seq);
  }
  const rest = all.lines.filter((line) => line.seq > after);
  version = applyLines(image, rest, version, schema);
  return { image, schema: version, reading: all };
};

const olderSnapshots = async (
  { source, names }: RecoveryOptions,
  newest: number,
): Promise<SnapshotOnDisk[]> => {
  const older: SnapshotOnDisk[] = [];
  for (const number of snapshotNumbers(names).filter((each) => each < newest)) {
    const head = await readSnapshotHead(source, number).catch((error: unknown) => {
      if (isUnreadable(error)) return undefined;
      throw error;
    });
    if (head) older.unshift({ number, segment: head.segment });
  }
  return older;
};

interface Findings {
  readonly reading: Reading;
  readonly segments: readonly ReadSegment[];
  readonly bad: readonly BadBytes[];
  readonly broken: readonly number[];
}

/** Alarm when something was lost that was vouched for, or changed by hand; a copy of every byte that made no sense, either way. */
const report = async (
  { quarantine, source }: RecoveryOptions,
  { reading, segments, bad, broken }: Findings,
): Promise<void> => {
  for (const number of broken) {
    const { bytes } = await salvageSnapshot(source, number);
    await quarantine.keep('damage', `snap-${number}`, bytes);
  }
  const changed = segments.some(({ unopened }) => unopened > 0);
  const kind = changed || reading.lost.length > 0 ? 'damage' : 'torn';
  for (const { name, bytes, unreadable } of bad)
    await quarantine.keep(unreadable ? 'damage' : kind, name, bytes);
  for (const [first, last] of reading.lost)
    await quarantine.keep('damage', `missing-${first}-${last}`, new Uint8Array());
};

const replay = (
  base: Base | undefined,
  segments: readonly ReadSegment[],
  schema: Schema,
): Replayed => {
  const head = base?.head ?? EMPTY;
  const image = base?.image ?? createImage();
  const found = segments.flatMap(({ lines }) => lines);
  const reading = takeTogether(found, head.seq);
  return { image, reading, schema: applyLines(image, reading.lines, head.schema, schema) };
};

/** Finds everything acknowledged that is still on the disk. Changes nothing but the quarantine. */
export const recover = async (options: RecoveryOptions): Promise<Recovered> => {
  const numbers = snapshotNumbers(options.names);
  const { base, broken } = await findBase(options);
  const head = base?.head ?? EMPTY;
  const { segments, bad } = await readSegments(options, head);
  refuseForeignKey(base, segments);
  const { image, schema, reading } =
    base || numbers.length === 0
      ? replay(base, segments, options.schema)
      : await salvage(options, segments);
  await report(options, { reading, segments, bad, broken });
  const missing = [...reading.lost, ...reading.torn];
  const unvouched = reading.lines.filter(({ seq }) => seq > reading.durable);
  const empty = unvouched.filter(({ operations }) => operations.length === 0);
  const newest = base && { number: base.number, segment: head.segment };
  return {
    image,
    schema,
    durable: reading.durable,
    last: reading.last,
    missing: [...missing, ...empty.map(({ seq }): SeqRange => [seq, seq])],
    unvouched: unvouched.filter(({ operations }) => operations.length > 0),
    segments,
    snapshots: newest ? [newest, ...(await olderSnapshots(options, newest.number))] : [],
    lastSegment: Math.max(0, ...segmentNumbers(options.names)),
    lastSnapshot: Math.max(0, ...numbers),
    untidy: bad.length + missing.length > 0 || base?.number !== numbers.at(-1),
    tailBytes: segments.reduce((sum, { used }) => sum + used, 0),
  };
};
