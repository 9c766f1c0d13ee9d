import { join } from 'node:path';
import type { Files } from '../ports.ts';
import { RESERVE_FILE, TEMPORARY_SUFFIX } from './layout.ts';
import { createZeroFile, isMissing, removeIfThere } from './whole-file.ts';

/** A file that only takes up room, to be given up when the disk is full. */
export interface Reserve {
  /** Makes it when it is not there; rejects (ENOSPC) when there is no room for it. */
  ensure(): Promise<void>;
  /** Gives the room free; false when it was free already. */
  release(): Promise<boolean>;
}

export const createReserve = (files: Files, folder: string, bytes: number): Reserve => {
  const path = join(folder, RESERVE_FILE);
  return {
    ensure: async () => {
      if ((await files.list(folder)).includes(RESERVE_FILE)) return;
      const temporary = path + TEMPORARY_SUFFIX;
      await removeIfThere(files, temporary);
      await createZeroFile(files, temporary, bytes);
      await files.rename(temporary, path);
      await files.syncFolder(folder);
    },
    release: async () => {
      try {
        await files.remove(path);
        await files.syncFolder(folder);
        return true;
      } catch (error) {
        if (isMissing(error)) return false;
        throw error;
      }
    },
  };
};
