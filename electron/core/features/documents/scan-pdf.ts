/** A compressed part of a PDF and how it is compressed. */
export interface PdfStream {
  readonly filters: readonly string[];
  /** An object stream (ISO 32000-1, 7.5.7): pages and actions may hide in it. */
  readonly holdsObjects: boolean;
  readonly bytes: Buffer;
}

export interface PdfScan {
  /** Header and end are there. */
  readonly isWhole: boolean;
  /** Everything but the contents of streams, one byte a character. */
  readonly outside: string;
  readonly streamCount: number;
  streams(): IterableIterator<PdfStream>;
}

interface Range {
  readonly dictionary: string;
  readonly start: number;
  readonly end: number;
}

const STREAM = 'stream';
const END = 'endstream';
const CARRIAGE_RETURN = 0x0d;
const LINE_FEED = 0x0a;
/** Characters of a dictionary before its stream that are looked at. */
const DICTIONARY = 4_096;

/** Where a stream's bytes begin: behind the word and its line end. */
const behindWord = (bytes: Buffer, at: number): number => {
  const next = at + STREAM.length;
  if (bytes[next] === CARRIAGE_RETURN) return next + (bytes[next + 1] === LINE_FEED ? 2 : 1);
  return bytes[next] === LINE_FEED ? next + 1 : next;
};

/** Streams are found by their words, not by their stated length, which a hostile file may choose. */
const findStreams = (bytes: Buffer): readonly Range[] => {
  const ranges: Range[] = [];
  for (let at = bytes.indexOf(STREAM); at >= 0;) {
    const end = bytes.indexOf(END, at);
    if (end < 0) break;
    const before = bytes.toString('latin1', Math.max(0, at - DICTIONARY), at);
    const dictionary = before.slice(before.lastIndexOf(' obj') + 1);
    ranges.push({ dictionary, start: behindWord(bytes, at), end });
    at = bytes.indexOf(STREAM, end + END.length);
  }
  return ranges;
};

/** "/Filter /A" or "/Filter [/A /B]"; an indirect one is not written by anything usual and counts as unknown. */
const filtersOf = (dictionary: string): readonly string[] => {
  const found = /\/Filter\s*(\[[^\]]*\]|\/[A-Za-z0-9#]+|\d+\s+\d+\s+R)/.exec(dictionary)?.[1];
  if (found === undefined) return [];
  const names = [...found.matchAll(/\/([A-Za-z0-9#]+)/g)].map(([, name]) => name ?? '');
  return names.length > 0 ? names.map(shortNames) : ['Unknown', 'Unknown', 'Unknown'];
};

const shortNames = (name: string): string => (name === 'Fl' ? 'FlateDecode' : name);

const textOutside = (bytes: Buffer, ranges: readonly Range[]): string => {
  const parts: string[] = [];
  let from = 0;
  for (const { start, end } of ranges) {
    parts.push(bytes.toString('latin1', from, start));
    from = end;
  }
  return [...parts, bytes.toString('latin1', from)].join('');
};

export const createPdfScan = (bytes: Buffer): PdfScan => {
  const ranges = findStreams(bytes);
  return {
    isWhole:
      bytes.toString('latin1', 0, 5) === '%PDF-' &&
      bytes.toString('latin1', Math.max(0, bytes.length - 2_048)).includes('%%EOF'),
    outside: textOutside(bytes, ranges),
    streamCount: ranges.length,
    *streams() {
      for (const { dictionary, start, end } of ranges)
        yield {
          filters: filtersOf(dictionary),
          holdsObjects: /\/Type\s*\/ObjStm/.test(dictionary),
          bytes: bytes.subarray(start, end),
        };
    },
  };
};
