import { skipZeros } from './bytes.ts';
import { parseLine, type Line } from './line.ts';

export interface Range {
  readonly start: number;
  readonly end: number;
}

export interface Scan {
  readonly lines: readonly Line[];
  /** Bytes that are neither a whole line nor the zeros that a segment is filled with at its end. */
  readonly bad: readonly Range[];
  /** End of the last line or bad range; only zeros follow. */
  readonly used: number;
}

/** The next position after `from` at which a whole line begins, or the end. Any byte may be the one before it: a lost sector ends anywhere. */
const findLine = (bytes: Buffer, from: number): number => {
  for (let at = from; at < bytes.length; at += 1) {
    if (bytes[at] === 0) at = skipZeros(bytes, at);
    if (parseLine(bytes, at)) return at;
  }
  return bytes.length;
};

const withoutTrailingZeros = (bytes: Buffer, from: number): number => {
  let end = bytes.length;
  while (end > from && bytes[end - 1] === 0) end -= 1;
  return end;
};

/** Finds every whole line of a file, also behind damage. */
export const scanLines = (bytes: Buffer): Scan => {
  const lines: Line[] = [];
  const bad: Range[] = [];
  let at = 0;
  for (;;) {
    const line = parseLine(bytes, at);
    if (line) {
      lines.push(line);
      at = line.end;
      continue;
    }
    if (skipZeros(bytes, at) === bytes.length) break;
    const next = findLine(bytes, at + 1);
    const end = next < bytes.length ? next : withoutTrailingZeros(bytes, at);
    bad.push({ start: at, end });
    at = end;
  }
  return { lines, bad, used: at };
};
