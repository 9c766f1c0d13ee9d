import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { syncFolder } from './sync-folder.ts';

/**
 * Makes or replaces a file, on the disk when it resolves: after a power cut there is the earlier one or
 * the whole new one. Only this user reads it, unless `mode` says otherwise.
 */
export const writeWhole = async (
  path: string,
  content: string | Uint8Array | AsyncIterable<string | Uint8Array>,
  mode = 0o600,
): Promise<void> => {
  const temporary = `${path}.tmp`;
  // One that a power cut left behind, or a link that somebody put there: never written into.
  await rm(temporary, { force: true });
  const file = await open(temporary, 'wx', mode);
  try {
    const pieces =
      typeof content === 'string' || content instanceof Uint8Array ? [content] : content;
    for await (const piece of pieces) await file.writeFile(piece);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, path);
  await syncFolder(dirname(path));
};
