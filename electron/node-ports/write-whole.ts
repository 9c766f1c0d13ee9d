import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { syncFolder } from './sync-folder.ts';

type Pieces = Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>;

/** Writes pieces into a new file and syncs it; only this user reads it, unless `mode` says otherwise. */
export const writeNewFile = async (path: string, pieces: Pieces, mode = 0o600): Promise<void> => {
  const file = await open(path, 'wx', mode);
  try {
    for await (const piece of pieces) await file.writeFile(piece);
    await file.sync();
  } finally {
    await file.close();
  }
};

/**
 * Makes or replaces a file, on the disk when it resolves: after a power cut there is the earlier one or
 * the whole new one. Only this user reads it, unless `mode` says otherwise.
 */
export const writeWhole = async (
  path: string,
  content: string | Uint8Array | AsyncIterable<string | Uint8Array>,
  mode?: number,
): Promise<void> => {
  const temporary = `${path}.tmp`;
  // One that a power cut left behind, or a link that somebody put there: never written into.
  await rm(temporary, { force: true });
  const isOne = typeof content === 'string' || content instanceof Uint8Array;
  await writeNewFile(temporary, isOne ? [content] : content, mode);
  await rename(temporary, path);
  await syncFolder(dirname(path));
};
