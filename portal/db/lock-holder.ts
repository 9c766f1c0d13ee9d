import { readFile, stat } from 'node:fs/promises';
import { isErrorCode } from '../failure.ts';

/**
 * When the process began, in the kernel's ticks: tells a process from a later one that got the same
 * number. Undefined where there is no /proc.
 */
const startOf = async (pid: number): Promise<string | undefined> => {
  try {
    const status = await readFile(`/proc/${pid}/stat`, 'utf8');
    return status.slice(status.lastIndexOf(')') + 2).split(' ')[19]; // field 22 of proc(5)
  } catch (error) {
    if (isErrorCode(error, 'ENOENT') || isErrorCode(error, 'ESRCH')) return undefined;
    throw error;
  }
};

/** What a lock says of the process that holds it. */
export const describeHolder = async (pid: number): Promise<string> =>
  `${pid} ${(await startOf(pid)) ?? ''}`;

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return isErrorCode(error, 'EPERM');
  }
};

const isAlive = async (holder: string): Promise<boolean> => {
  const [pidText, began = ''] = holder.trim().split(' ');
  const pid = Number(pidText);
  if (!Number.isSafeInteger(pid) || pid <= 0 || !isRunning(pid)) return false;
  return began === '' || (await startOf(pid)) === began;
};

/** Milliseconds for which an empty lock may still be about to be written, by a portal of an earlier version. */
const WRITTEN_WITHIN = 10_000;

/** Whether somebody holds the lock: a process that runs, or one that has made the file and not yet written it. */
export const isHeld = async (path: string): Promise<boolean> => {
  try {
    const holder = await readFile(path, 'utf8');
    if (holder !== '') return await isAlive(holder);
    return Math.abs(Date.now() - (await stat(path)).mtimeMs) < WRITTEN_WITHIN;
  } catch (error) {
    if (isErrorCode(error, 'ENOENT')) return false;
    throw error;
  }
};
