import type { Files } from '../ports.ts';
import { toBuffer } from './bytes.ts';
import { snapshotPath } from './layout.ts';
import { parseLine, type Line } from './line.ts';
import { takeSnapshotRows, type SnapshotRow, type TakeRow } from './payload.ts';
import { scanLines } from './scan.ts';
import { snapshotContext, type Vault } from './vault.ts';
import { readSurvivors } from './whole-file.ts';

/** The first line of a snapshot. */
export interface SnapshotHead {
  /** All lines of the journal up to this one are in it; some later ones may be. */
  readonly seq: number;
  /** Segments before this one are not needed to replay what came after `seq`. */
  readonly segment: number;
  readonly schema: number;
}

/** The last line: without it, or with another count, the snapshot is not whole. */
export interface SnapshotFoot {
  readonly count: number;
  readonly seq: number;
}

export interface SnapshotSource {
  readonly files: Files;
  readonly folder: string;
  readonly journal: string;
  readonly vault: Vault;
}

const WINDOW = 1024 * 1024;

const openLine = (source: SnapshotSource, number: number, line: Line): Buffer | undefined =>
  source.vault.open(snapshotContext(source.journal, number, line.seq), line.payload);

const parseHead = (plain: Buffer | undefined): SnapshotHead | undefined => {
  const value = plain && (JSON.parse(plain.toString('utf8')) as SnapshotHead | SnapshotRow[]);
  return value && 'segment' in value ? value : undefined;
};

const parseFoot = (plain: Buffer): SnapshotFoot | undefined => {
  if (plain[0] !== 0x7b) return undefined; // "{": rows begin with "["
  const value = JSON.parse(plain.toString('utf8')) as SnapshotFoot | SnapshotHead;
  return 'count' in value ? value : undefined;
};

/** Head of a snapshot; undefined when its first line is damaged. */
export const readSnapshotHead = async (
  source: SnapshotSource,
  number: number,
): Promise<SnapshotHead | undefined> => {
  const handle = await source.files.open(snapshotPath(source.folder, number), 'read');
  try {
    const line = parseLine(toBuffer(await handle.read(0, 4096)), 0);
    return line?.seq === 1 ? parseHead(openLine(source, number, line)) : undefined;
  } finally {
    await handle.close();
  }
};

/** The lines of a file, read through a window; ends at the first that is not whole. */
async function* readLines(source: SnapshotSource, number: number): AsyncGenerator<Line> {
  const handle = await source.files.open(snapshotPath(source.folder, number), 'read');
  try {
    const size = await handle.size();
    let rest: Buffer = Buffer.alloc(0);
    for (let offset = 0; offset < size; offset += WINDOW) {
      const window = toBuffer(await handle.read(offset, WINDOW));
      const bytes = rest.length > 0 ? Buffer.concat([rest, window]) : window;
      let at = 0;
      for (let line = parseLine(bytes, at); line; line = parseLine(bytes, at)) {
        yield line;
        at = line.end;
      }
      rest = bytes.subarray(at);
    }
  } finally {
    await handle.close();
  }
}

/**
 * Reads a snapshot into `take`, row by row. Answers its head when it was whole to the footer;
 * undefined when anything is missing or damaged: what was taken must then be thrown away.
 */
export const readSnapshot = async (
  source: SnapshotSource,
  number: number,
  take: TakeRow,
): Promise<SnapshotHead | undefined> => {
  let head: SnapshotHead | undefined;
  let count = 0;
  let expected = 1;
  for await (const line of readLines(source, number)) {
    const plain = line.seq === expected ? openLine(source, number, line) : undefined;
    if (!plain) return undefined;
    expected += 1;
    if (!head) {
      head = parseHead(plain);
      if (!head) return undefined;
      continue;
    }
    const foot = parseFoot(plain);
    if (foot) return foot.count === count && foot.seq === head.seq ? head : undefined;
    takeSnapshotRows(plain, take);
    count = expected - 2;
  }
  return undefined;
};

/** Every row that can still be read from a damaged snapshot, and its head if that can. */
export const salvageSnapshot = async (
  source: SnapshotSource,
  number: number,
): Promise<{ head: SnapshotHead | undefined; rows: SnapshotRow[]; bytes: Buffer }> => {
  const bytes = await readSurvivors(source.files, snapshotPath(source.folder, number));
  const opened = scanLines(bytes)
    .lines.map((line) => openLine(source, number, line))
    .filter((plain) => plain !== undefined);
  const rows: SnapshotRow[] = [];
  for (const plain of opened.filter(([first]) => first === 0x5b))
    takeSnapshotRows(plain, (collection, id, record, body) =>
      rows.push({ collection, id, record, body }),
    );
  const [first] = opened;
  return { head: first?.[0] === 0x7b ? parseHead(first) : undefined, rows, bytes };
};
