/** A range of a file. */
export interface Range {
  readonly segment: number;
  readonly offset: number;
  readonly length: number;
}

/** Reads ranges of files. Those that are asked for in one turn and lie side by side are read at one go. */
export interface GroupedReads {
  read(range: Range): Promise<Buffer>;
}

interface Wanted {
  readonly range: Range;
  readonly resolve: (bytes: Buffer) => void;
  readonly reject: (error: unknown) => void;
}

/** What lies between two ranges and is read for nothing. */
const WIDEST_GAP = 4_096;
/** Bytes of one read, unless one range alone is longer. */
const MOST_BYTES = 256 * 1024;

const endOf = ({ offset, length }: Range): number => offset + length;

/** The ranges in order, parted where a gap is too wide or a read would become too long. */
const group = (wanted: readonly Wanted[]): readonly (readonly Wanted[])[] => {
  const sorted = [...wanted].sort(
    (one, other) =>
      one.range.segment - other.range.segment || one.range.offset - other.range.offset,
  );
  const groups: Wanted[][] = [];
  for (const next of sorted) {
    const current = groups.at(-1);
    const [first, last] = [current?.[0]?.range, current?.at(-1)?.range];
    const joins =
      first?.segment === next.range.segment &&
      last !== undefined &&
      next.range.offset - endOf(last) <= WIDEST_GAP &&
      endOf(next.range) - first.offset <= MOST_BYTES;
    if (joins) current?.push(next);
    else groups.push([next]);
  }
  return groups;
};

/** `readRange` reads one range; at the end of a file it may answer less. */
export const createGroupedReads = (readRange: (range: Range) => Promise<Buffer>): GroupedReads => {
  let waiting: Wanted[] = [];

  const readAlone = ({ range, resolve, reject }: Wanted): void => {
    readRange(range).then(resolve, reject);
  };

  const readGroup = async (wanted: readonly Wanted[]): Promise<void> => {
    const [first] = wanted;
    if (first === undefined) return;
    const { segment, offset } = first.range;
    const end = Math.max(...wanted.map(({ range }) => endOf(range)));
    try {
      const bytes = await readRange({ segment, offset, length: end - offset });
      for (const { range, resolve } of wanted)
        resolve(bytes.subarray(range.offset - offset, endOf(range) - offset));
    } catch {
      // A sector that cannot be read is one item's loss, not its neighbours'.
      wanted.forEach(readAlone);
    }
  };

  const flush = (): void => {
    const now = waiting;
    waiting = [];
    for (const wanted of group(now)) {
      const [only] = wanted;
      if (only !== undefined && wanted.length === 1) readAlone(only);
      else void readGroup(wanted);
    }
  };

  return {
    read: (range) =>
      new Promise((resolve, reject) => {
        if (waiting.length === 0) queueMicrotask(flush);
        waiting.push({ range, resolve, reject });
      }),
  };
};
