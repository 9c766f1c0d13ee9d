import { chmodSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { freemem, tmpdir } from 'node:os';
import { join } from 'node:path';

const MEMORY = '/dev/shm';

/** Bytes that tests may need at one moment, many times over: they make and remove small databases all along. */
const NEEDED = 2 * 2 ** 30;

/** Whether Linux lends memory as a file system here, and has enough of it to lend. */
const canLend = () => {
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    return bavail * bsize > NEEDED && freemem() > 2 * NEEDED;
  } catch {
    return false; // not Linux, or a container without it
  }
};

/**
 * Makes a folder for temporary files, in memory where there is room, that goes with this process:
 * tests make thousands of files and remove them at once. Those of power cuts bring their own disk.
 */
export const makeQuickFolder = () => {
  const folder = mkdtempSync(join(canLend() ? MEMORY : tmpdir(), 'asan-test-'));
  chmodSync(folder, 0o711); // PostgreSQL, which is not run by root, passes through it
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  // Without a listener a signal ends the process before anything is tidied up.
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130));
  return folder;
};
