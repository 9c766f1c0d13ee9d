import type { Line } from './line.ts';
import { decodePayload, SCHEMA, VOID, type ReadOperation } from './payload.ts';
import { scanLines, type Range } from './scan.ts';
import { lineContext, type Vault } from './vault.ts';

/** Sequence numbers from `first` to `last`, both included. */
export type SeqRange = readonly [first: number, last: number];

/** A line of the journal that was found whole and opened. */
export interface FoundLine {
  readonly seq: number;
  readonly durable: number;
  readonly operations: readonly ReadOperation[];
  readonly segment: number;
  readonly offset: number;
  readonly length: number;
}

export interface ReadSegment {
  readonly number: number;
  readonly size: number;
  /** End of what was written; only zeros follow. */
  readonly used: number;
  readonly bad: readonly Range[];
  readonly lines: readonly FoundLine[];
  /** Lines that are whole and that the key does not open: no power cut makes those. */
  readonly unopened: number;
}

/** Opens the lines of one segment. Those up to `after` are in a snapshot and are only checked for damage of their bytes. */
export const readSegment = (
  number: number,
  bytes: Buffer,
  after: number,
  journal: string,
  vault: Vault,
): ReadSegment => {
  const scan = scanLines(bytes);
  const bad = [...scan.bad];
  let unopened = 0;
  const open = (line: Line): FoundLine[] => {
    if (line.seq <= after) return [];
    const plain = vault.open(lineContext(journal, line.seq, line.durable), line.payload);
    if (!plain) {
      bad.push({ start: line.start, end: line.end });
      unopened += 1;
      return [];
    }
    const { seq, durable, start, end } = line;
    const operations = decodePayload(plain);
    return [{ seq, durable, operations, segment: number, offset: start, length: end - start }];
  };
  const lines = scan.lines.flatMap(open);
  return { number, size: bytes.length, used: scan.used, bad, lines, unopened };
};

export const voidRanges = (operations: readonly ReadOperation[]): readonly SeqRange[] =>
  operations
    .filter(({ collection }) => collection === VOID)
    .flatMap(({ record }) => record as SeqRange[]);

export const schemaChange = (operation: ReadOperation): number | undefined =>
  operation.collection === SCHEMA ? (operation.record as { version: number }).version : undefined;

const within = (ranges: readonly SeqRange[], seq: number): boolean =>
  ranges.some(([first, last]) => seq >= first && seq <= last);

/** What a set of found lines says, taken together. */
export interface Reading {
  /** Rising by seq, each seq once, without what was declared void. */
  readonly lines: readonly FoundLine[];
  /** Highest seq that anything vouches for. */
  readonly durable: number;
  /** Highest seq that was ever given, as far as can be seen. */
  readonly last: number;
  /** Missing, although vouched for: acknowledged data is damaged. */
  readonly lost: readonly SeqRange[];
  /** Missing and never vouched for: torn off by a power cut. */
  readonly torn: readonly SeqRange[];
}

/** The parts of a range that no void range covers. */
const withoutVoids = ([first, last]: SeqRange, voids: readonly SeqRange[]): SeqRange[] => {
  const parts: SeqRange[] = [];
  let at = first;
  for (const [from, to] of [...voids].sort((a, b) => a[0] - b[0])) {
    if (to < at || from > last) continue;
    if (from > at) parts.push([at, from - 1]);
    at = Math.max(at, to + 1);
  }
  if (at <= last) parts.push([at, last]);
  return parts;
};

const splitAt = (
  ranges: readonly SeqRange[],
  durable: number,
): { lost: SeqRange[]; torn: SeqRange[] } => ({
  lost: ranges
    .filter(([first]) => first <= durable)
    .map(([first, last]) => [first, Math.min(last, durable)]),
  torn: ranges
    .filter(([, last]) => last > durable)
    .map(([first, last]) => [Math.max(first, durable + 1), last]),
});

/** Puts lines in order and finds what is missing after `after`. `found` comes in the order of the files: of two with one seq the later counts. */
export const takeTogether = (found: readonly FoundLine[], after: number): Reading => {
  const bySeq = new Map(found.map((line) => [line.seq, line]));
  const voids = found.flatMap(({ operations }) => voidRanges(operations));
  const all = [...bySeq.values()].sort((a, b) => a.seq - b.seq);
  const lines = all.filter(({ seq }) => seq > after && !within(voids, seq));
  const durable = all.reduce((most, line) => Math.max(most, line.durable), after);
  const gaps: SeqRange[] = [];
  let previous = after;
  for (const { seq } of lines) {
    if (seq > previous + 1) gaps.push(...withoutVoids([previous + 1, seq - 1], voids));
    previous = seq;
  }
  const last = Math.max(
    after,
    previous,
    ...all.slice(-1).map(({ seq }) => seq),
    ...voids.map(([, to]) => to),
  );
  return { lines, durable, last, ...splitAt(gaps, durable) };
};
