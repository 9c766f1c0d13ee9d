import { lstat } from 'node:fs/promises';
import { join } from 'node:path';

/** Where the key lies when nobody says otherwise; beside it is a copy. */
const INSIDE = 'kiosk.key';

const isThere = async (path: string): Promise<boolean> => {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
};

const isKeyThere = async (path: string): Promise<boolean> =>
  (await isThere(path)) || (await isThere(`${path}.copy`));

/**
 * Path of the key file that holds. One inside the data folder is used on until there is one at the
 * place that was named: a kiosk that is told a new place never loses its key over it.
 */
export const findKeyFile = async (options: {
  readonly keyFile: string | undefined;
  readonly dataFolder: string;
}): Promise<string> => {
  const inside = join(options.dataFolder, INSIDE);
  if (options.keyFile === undefined) return inside;
  const stays = !(await isKeyThere(options.keyFile)) && (await isKeyThere(inside));
  return stays ? inside : options.keyFile;
};
