import { spawnSync } from 'node:child_process';
import { readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { FolderInUseError, lockFolder } from '../../../portal/db/folder-lock.ts';
import {
  makeTemporaryFolder,
  type TemporaryFolder,
} from '../../support/portal/temporary-folder.ts';

/** Left by a process that is gone. */
const staleHolder = (): string => `${spawnSync(process.execPath, ['-e', '']).pid} 12345`;

describe('the lock of the data folder', () => {
  let folder: TemporaryFolder;
  beforeEach(async () => {
    folder = await makeTemporaryFolder('asan-lock');
    return () => folder.remove();
  });
  const path = (): string => join(folder.path, 'portal.lock');
  const takers = async (count: number): Promise<readonly unknown[]> => {
    const tries = Array.from({ length: count }, () => lockFolder(folder.path));
    const outcomes = await Promise.allSettled(tries);
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(FolderInUseError);
    return outcomes.filter(({ status }) => status === 'fulfilled');
  };

  it('is one’s at a time, and free again after its release', async () => {
    const lock = await lockFolder(folder.path);
    await expect(lockFolder(folder.path)).rejects.toThrow(FolderInUseError);
    await lock.release();
    await (await lockFolder(folder.path)).release();
    expect(await readdir(folder.path)).toEqual([]);
  });

  it('is not taken from somebody who has made it and not yet written it', async () => {
    await writeFile(path(), '');
    await expect(lockFolder(folder.path)).rejects.toThrow(FolderInUseError);
  });

  it('is taken over when it was left empty long ago', async () => {
    await writeFile(path(), '');
    const longAgo = new Date(Date.now() - 60_000);
    await utimes(path(), longAgo, longAgo);
    await (await lockFolder(folder.path)).release();
  });

  it('goes to exactly one of many that come at the same moment', async () => {
    const stale = staleHolder();
    expect(await takers(8)).toHaveLength(1);
    for (let round = 0; round < 20; round += 1) {
      await writeFile(path(), stale);
      expect(await takers(8)).toHaveLength(1);
    }
  });

  it('is taken over also when somebody was killed while taking it over', async () => {
    const stale = staleHolder();
    await writeFile(path(), stale);
    await writeFile(`${path()}.claim`, stale);
    await (await lockFolder(folder.path)).release();
    expect(await readdir(folder.path)).toEqual([]);
  });
});
