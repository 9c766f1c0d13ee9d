import { closeSync, fstatSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

export interface LogFileOptions {
  /** Absolute path; made when it is not there. */
  readonly folder: string;
  /** How many files there are at most, the one that is written included. */
  readonly files: number;
  /** Bytes after which the next file is begun. */
  readonly bytes: number;
}

/** A line longer than this is cut: something wrote what no log line holds. */
const LONGEST_LINE = 8_192;

const nameOf = (number: number): string => (number === 0 ? 'kiosk.log' : `kiosk.${number}.log`);

/**
 * Writes lines into files that never take more room than `files * bytes` and a line. A disk that is
 * full or gone costs lines, never the kiosk: the log is not what it is for.
 */
export const createLogFile = ({ folder, files, bytes }: LogFileOptions) => {
  let file: number | undefined;
  let size = 0;

  const open = (): number => {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const opened = openSync(join(folder, nameOf(0)), 'a', 0o600);
    ({ size } = fstatSync(opened));
    return opened;
  };
  const rotate = (): void => {
    if (file !== undefined) closeSync(file);
    file = undefined;
    rmSync(join(folder, nameOf(files - 1)), { force: true });
    for (let number = files - 2; number >= 0; number -= 1) moveIfThere(folder, number);
  };

  return (line: string): void => {
    try {
      const text = line.length <= LONGEST_LINE ? line : `${line.slice(0, LONGEST_LINE)}\n`;
      file ??= open();
      if (size > 0 && size + Buffer.byteLength(text) > bytes) {
        rotate();
        file = open();
      }
      size += writeSync(file, text);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error)) throw error;
    }
  };
};

const moveIfThere = (folder: string, number: number): void => {
  try {
    renameSync(join(folder, nameOf(number)), join(folder, nameOf(number + 1)));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
};
