import type { Files } from '../ports.ts';
import { toBuffer } from './bytes.ts';
import { snapshotPath } from './layout.ts';
import { parseLine, type Line } from './line.ts';
import type { Image } from './image.ts';
import { takeRows, type RawOperation } from './payload.ts';
import { scanLines } from './scan.ts';
import { parseTable, type Table } from './table.ts';
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

/** What a line says. Rows are how format 1 wrote what is a table now. */
type Said = SnapshotHead | SnapshotFoot | Table | readonly RawOperation[];

const isRows = (said: Said): said is readonly RawOperation[] => Array.isArray(said);

/** The tag proved that this very program, or an earlier one, wrote it. */
const read = (plain: Buffer): Said =>
  parseTable(plain) ?? (JSON.parse(plain.toString('utf8')) as Said);

const toHead = (said: Said | undefined): SnapshotHead | undefined =>
  said && 'segment' in said ? said : undefined;

const toFoot = (said: Said): SnapshotFoot | undefined => ('count' in said ? said : undefined);

/** Puts what a line between head and foot says into the image. */
const take = (image: Image, said: Said): void => {
  if (isRows(said)) takeRows(said, image.put);
  else if ('weights' in said) image.putTable(said);
};

const openAndRead = (source: SnapshotSource, number: number, line: Line): Said | undefined => {
  const plain = openLine(source, number, line);
  return plain && read(plain);
};

/** Head of a snapshot; undefined when its first line is damaged. */
export const readSnapshotHead = async (
  source: SnapshotSource,
  number: number,
): Promise<SnapshotHead | undefined> => {
  const handle = await source.files.open(snapshotPath(source.folder, number), 'read');
  try {
    const line = parseLine(toBuffer(await handle.read(0, 4096)), 0);
    return line?.seq === 1 ? toHead(openAndRead(source, number, line)) : undefined;
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
 * Reads a snapshot into the image. Answers its head when it was whole to the footer; undefined when
 * anything is missing or damaged: the image must then be thrown away.
 */
export const readSnapshot = async (
  source: SnapshotSource,
  number: number,
  image: Image,
): Promise<SnapshotHead | undefined> => {
  let head: SnapshotHead | undefined;
  let count = 0;
  let expected = 1;
  for await (const line of readLines(source, number)) {
    const said = line.seq === expected ? openAndRead(source, number, line) : undefined;
    if (!said) return undefined;
    expected += 1;
    if (!head) {
      head = toHead(said);
      if (!head) return undefined;
      continue;
    }
    const foot = toFoot(said);
    if (foot) return foot.count === count && foot.seq === head.seq ? head : undefined;
    take(image, said);
    count = expected - 2;
  }
  return undefined;
};

/** Everything that can still be read of a damaged snapshot: its head if that can, and what fills an image. */
export const salvageSnapshot = async (
  source: SnapshotSource,
  number: number,
): Promise<{
  readonly head: SnapshotHead | undefined;
  readonly fill: (image: Image) => void;
  readonly bytes: Buffer;
}> => {
  const { bytes } = await readSurvivors(source.files, snapshotPath(source.folder, number));
  const said = scanLines(bytes)
    .lines.map((line) => openAndRead(source, number, line))
    .filter((each) => each !== undefined);
  return {
    head: toHead(said[0]),
    fill: (image) => {
      for (const each of said) take(image, each);
    },
    bytes,
  };
};
