import type { Files } from '../../../electron/core/ports.ts';
import { systemError } from './memory-files.ts';

export interface FailingDisk {
  readonly files: Files;
  /** From now on one sector cannot be read any more: one that this reading touches last. */
  breakUnder(reading: () => Promise<unknown>): Promise<void>;
  /** It can be read again. */
  mend(): void;
}

/** A disk that is fine until one of its sectors goes bad; every read that touches it fails then. */
export const createFailingDisk = (disk: Files): FailingDisk => {
  let last = { path: '', at: 0 };
  let bad: { readonly path: string; readonly at: number } | undefined;
  const isHit = (path: string, offset: number, length: number): boolean =>
    bad?.path === path && offset <= bad.at && bad.at < offset + length;
  return {
    files: {
      ...disk,
      open: async (path, mode) => {
        const handle = await disk.open(path, mode);
        return {
          ...handle,
          read: (offset, length) => {
            last = { path, at: offset + Math.floor(length / 2) };
            return isHit(path, offset, length)
              ? Promise.reject(systemError('EIO', 'read', path))
              : handle.read(offset, length);
          },
        };
      },
    },
    breakUnder: async (reading) => {
      await reading();
      bad = last;
    },
    mend: () => {
      bad = undefined;
    },
  };
};
