import { join } from 'node:path';

/** Names of the files in the store's folder; docs/store-format.md says what is in them. */
export const KEY_FILES = ['key.json', 'key-copy.json'] as const;
export const RESERVE_FILE = 'reserve.bin';
export const TEMPORARY_SUFFIX = '.tmp';
export const QUARANTINE_FOLDER = 'quarantine';

export const segmentPath = (folder: string, number: number): string =>
  join(folder, `seg-${number}.jl`);
export const snapshotPath = (folder: string, number: number): string =>
  join(folder, `snap-${number}.jl`);

const numbers = (names: readonly string[], pattern: RegExp): number[] =>
  names
    .map((name) => Number(pattern.exec(name)?.[1] ?? Number.NaN))
    .filter((number) => Number.isSafeInteger(number))
    .sort((a, b) => a - b);

/** Numbers of the segments among these names, rising. */
export const segmentNumbers = (names: readonly string[]): number[] =>
  numbers(names, /^seg-([1-9]\d{0,14})\.jl$/);
/** Numbers of the finished snapshots among these names, rising. */
export const snapshotNumbers = (names: readonly string[]): number[] =>
  numbers(names, /^snap-([1-9]\d{0,14})\.jl$/);
