import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Replaces a file that only this user reads: after a power cut there is the earlier one or the whole new one. */
export const writeWhole = async (path: string, text: string): Promise<void> => {
  const temporary = `${path}.new`;
  const file = await open(temporary, 'w', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, path);
  // Windows knows no sync of a folder.
  if (process.platform === 'win32') return;
  const folder = await open(dirname(path), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
};
