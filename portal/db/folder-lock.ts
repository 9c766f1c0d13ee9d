import { randomUUID } from 'node:crypto';
import { link, rename, rm, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isErrorCode } from '../failure.ts';
import { describeHolder, isHeld } from './lock-holder.ts';

export interface FolderLock {
  release(): Promise<void>;
}

export class FolderInUseError extends Error {
  override readonly name = 'FolderInUseError';
}

/** Gives a written file the lock's name, unless there is a lock: nobody ever sees one half written. */
const tryLink = async (draft: string, path: string): Promise<boolean> => {
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if (isErrorCode(error, 'EEXIST')) return false;
    throw error;
  }
};

const refuseIfHeld = async (path: string): Promise<void> => {
  if (await isHeld(path))
    throw new FolderInUseError(`another portal is using this folder (${path})`);
};

/**
 * Only who holds the claim replaces a lock that a crashed process left behind, and only after another
 * look: of several who find it, one takes it, and nobody takes away what that one has put there. The
 * claim is a lock like the other, so that a crash at this very moment stops nobody either.
 */
const takeOver = async (draft: string, path: string): Promise<void> => {
  const claim = `${path}.claim`;
  await take(claim);
  try {
    await refuseIfHeld(path);
    await rename(draft, path);
  } finally {
    await unlink(claim);
  }
};

const take = async (path: string): Promise<void> => {
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, await describeHolder(process.pid), { flag: 'wx', mode: 0o600 });
  try {
    if (await tryLink(draft, path)) return;
    await refuseIfHeld(path);
    await takeOver(draft, path);
  } finally {
    await rm(draft, { force: true });
  }
};

/**
 * Takes the folder for this process: two embedded databases on one folder would destroy it. A lock
 * that a crashed process left behind is recognised and replaced. Throws `FolderInUseError`.
 */
export const lockFolder = async (folder: string): Promise<FolderLock> => {
  const path = join(folder, 'portal.lock');
  await take(path);
  return { release: () => unlink(path) };
};
