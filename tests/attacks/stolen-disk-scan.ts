import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { constants, inflateRawSync } from 'node:zlib';
import { diskForms, type DiskForm } from './stolen-disk-forms.ts';

/** Something readable about a person, and where. */
export interface Finding {
  readonly value: string;
  readonly form: string;
  readonly place: string;
}

interface Wanted {
  readonly value: string;
  readonly form: DiskForm;
}

/** All forms of all values by their first bytes: one walk over a file finds any of thousands. */
interface Index {
  /** Whether any form begins with these two bytes. */
  readonly pairs: Uint8Array;
  /** Forms by their first four bytes. */
  readonly heads: ReadonlyMap<number, readonly Wanted[]>;
}

const indexOf = (values: readonly string[]): Index => {
  const pairs = new Uint8Array(2 ** 16);
  const heads = new Map<number, Wanted[]>();
  for (const value of values) {
    const forms = diskForms(value);
    if (forms.length === 0) throw new RangeError(`"${value}" is too short to be looked for`);
    for (const form of forms) {
      const head = form.bytes.readUInt32BE();
      pairs[head >>> 16] = 1;
      heads.set(head, [...(heads.get(head) ?? []), { value, form }]);
    }
  }
  return { pairs, heads };
};

const foundAt = (bytes: Buffer, at: number, { heads }: Index): readonly Wanted[] =>
  (heads.get(bytes.readUInt32BE(at)) ?? []).filter(({ form }) =>
    bytes.subarray(at, at + form.bytes.length).equals(form.bytes),
  );

/** Each value once, in the first form that turns up. */
const findIn = (bytes: Buffer, index: Index, place: string): Finding[] => {
  const found = new Map<string, Finding>();
  for (let at = 0; at + 4 <= bytes.length; at += 1) {
    if (index.pairs[(bytes[at]! << 8) | bytes[at + 1]!] === 0) continue;
    for (const { value, form } of foundAt(bytes, at, index))
      if (!found.has(value)) found.set(value, { value, form: form.name, place });
  }
  return [...found.values()];
};

/** The head of a gzip member without a name or comment is ten bytes; what follows is a raw stream. */
const GZIP = Buffer.from([0x1f, 0x8b, 0x08, 0x00]);
const GZIP_HEAD = 10;
const ZLIB_LEVELS = [0x01, 0x5e, 0x9c, 0xda];
const ZLIB_HEAD = 2;
const LENIENT = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 16_000_000 };

const placesOf = (bytes: Buffer, needle: Buffer): number[] => {
  const places: number[] = [];
  for (let at = bytes.indexOf(needle); at !== -1; at = bytes.indexOf(needle, at + 1))
    places.push(at);
  return places;
};

const inflate = (bytes: Buffer): Buffer | undefined => {
  try {
    return inflateRawSync(bytes, LENIENT);
  } catch {
    return undefined; // not a stream, or not from some byte on
  }
};

/** What comes out of a stream until it breaks off: the longest beginning that is still one. */
const inflateWhatThereIs = (bytes: Buffer): Buffer => {
  const whole = inflate(bytes);
  if (whole !== undefined) return whole;
  let [good, bad] = [0, bytes.length];
  while (bad - good > 1) {
    const middle = (good + bad) >>> 1;
    if (inflate(bytes.subarray(0, middle)) === undefined) bad = middle;
    else good = middle;
  }
  return inflate(bytes.subarray(0, good)) ?? Buffer.alloc(0);
};

/** What lies compressed anywhere in the bytes: gzip members and zlib streams, also cut off ones. */
const unpackAll = (bytes: Buffer): readonly Buffer[] => {
  const starts = [
    ...placesOf(bytes, GZIP).map((at) => at + GZIP_HEAD),
    ...ZLIB_LEVELS.flatMap((level) => placesOf(bytes, Buffer.from([0x78, level]))).map(
      (at) => at + ZLIB_HEAD,
    ),
  ];
  return starts.map((at) => inflateWhatThereIs(bytes.subarray(at)));
};

/** Looks for the values in some bytes, in every form and also inside what is compressed there. */
export const scanBytes = (
  bytes: Buffer,
  values: readonly string[],
  place = 'bytes',
): readonly Finding[] => {
  return scanWith(indexOf(values), bytes, place);
};

const scanWith = (index: Index, bytes: Buffer, place: string): readonly Finding[] => [
  ...findIn(bytes, index, place),
  ...unpackAll(bytes).flatMap((inner) => findIn(inner, index, `${place}, unpacked`)),
];

/** Looks for the values in every file of a folder and in the names of files and folders. */
export const scanFolder = async (
  folder: string,
  values: readonly string[],
): Promise<readonly Finding[]> => {
  const index = indexOf(values);
  const found: Finding[] = [];
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name);
    found.push(...scanWith(index, Buffer.from(path), `name of ${path}`));
    if (entry.isFile()) found.push(...scanWith(index, await readFile(path), path));
  }
  return found;
};
