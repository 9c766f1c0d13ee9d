import { readFile, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isErrorCode } from '../failure.ts';

export interface FolderLock {
  release(): Promise<void>;
}

export class FolderInUseError extends Error {
  override readonly name = 'FolderInUseError';
}

/**
 * When the process began, in the kernel's ticks: tells a process from a later one that got the same
 * number. Undefined where there is no /proc.
 */
const startOf = async (pid: number): Promise<string | undefined> => {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]; // field 22 of proc(5)
  } catch (error) {
    if (isErrorCode(error, 'ENOENT') || isErrorCode(error, 'ESRCH')) return undefined;
    throw error;
  }
};

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return isErrorCode(error, 'EPERM');
  }
};

const holderIsAlive = async (text: string): Promise<boolean> => {
  const [pidText, began = ''] = text.trim().split(' ');
  const pid = Number(pidText);
  if (!Number.isSafeInteger(pid) || pid <= 0 || !isRunning(pid)) return false;
  return began === '' || (await startOf(pid)) === began;
};

const readHolder = async (path: string): Promise<string> => {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isErrorCode(error, 'ENOENT')) return '';
    throw error;
  }
};

const take = async (path: string, triesLeft: number): Promise<void> => {
  const own = `${process.pid} ${(await startOf(process.pid)) ?? ''}`;
  try {
    await writeFile(path, own, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (!isErrorCode(error, 'EEXIST')) throw error;
    if (triesLeft === 0 || (await holderIsAlive(await readHolder(path))))
      throw new FolderInUseError(`another portal is using this folder (${path})`);
    await unlink(path).catch((gone: unknown) => {
      if (!isErrorCode(gone, 'ENOENT')) throw gone;
    });
    await take(path, triesLeft - 1);
  }
};

/**
 * Takes the folder for this process: two embedded databases on one folder would destroy it. A lock
 * that a crashed process left behind is recognised and replaced. Throws `FolderInUseError`.
 */
export const lockFolder = async (folder: string): Promise<FolderLock> => {
  const path = join(folder, 'portal.lock');
  await take(path, 2);
  return { release: () => unlink(path) };
};
