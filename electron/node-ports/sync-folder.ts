import { open } from 'node:fs/promises';

/** fsync of a folder: names made, renamed or removed in it are on the disk when it resolves. */
export const syncFolder = async (folder: string): Promise<void> => {
  // Windows has no way to sync a folder; NTFS journals its names.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};
