import { randomUUID } from 'node:crypto';
import { unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { createSecretFile, replaceSecretFile } from '../keys/secret-file.ts';
import { describeHolder, isHeld } from './lock-holder.ts';

export interface FolderLock {
  release(): Promise<void>;
}

export class FolderInUseError extends Error {
  override readonly name = 'FolderInUseError';
}

const refuseIfHeld = async (path: string): Promise<void> => {
  if (await isHeld(path))
    throw new FolderInUseError(`another portal is using this folder (${path})`);
};

/**
 * Only who holds the claim replaces a lock that a crashed process left behind, and only after another
 * look: of several who find it, one takes it, and nobody takes away what that one has put there. The
 * claim is a lock like the other, so that a crash at this very moment stops nobody either.
 */
const takeOver = async (path: string, holder: string): Promise<void> => {
  const claim = `${path}.claim`;
  await take(claim);
  try {
    await refuseIfHeld(path);
    await replaceSecretFile(path, holder, randomUUID());
  } finally {
    await unlink(claim);
  }
};

/** Nobody ever sees a lock half written. */
const take = async (path: string): Promise<void> => {
  const holder = await describeHolder(process.pid);
  if (await createSecretFile(path, holder, randomUUID())) return;
  await refuseIfHeld(path);
  await takeOver(path, holder);
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
