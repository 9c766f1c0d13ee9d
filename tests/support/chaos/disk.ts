import { dirname } from 'node:path';
import { createMemoryFiles, type MemoryFiles } from '../store/memory-files.ts';

/**
 * An image of the disk as it is now, on a disk of its own: what a technician copies, a thief clones,
 * or the next process finds after the one before was killed (its lock is gone with it).
 */
export const copyDisk = async (disk: MemoryFiles): Promise<MemoryFiles> => {
  const copy = createMemoryFiles();
  for (const [path, { bytes, size }] of disk.content) {
    await copy.makeFolder(dirname(path));
    copy.content.set(path, { bytes: Buffer.from(bytes), size });
  }
  return copy;
};
