import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findInstalled, type Rival } from '../../bench/sync/rival.ts';
import {
  makeTemporaryFolder,
  type TemporaryFolder,
} from '../../support/portal/temporary-folder.ts';

const OURS: Rival = { name: 'ours', program: 'ours.js', batch: 200 };
const OTHER: Rival = { ...OURS, name: 'other', packages: ['other-db', 'other-server'] };

let folder: TemporaryFolder;
beforeAll(async () => {
  folder = await makeTemporaryFolder('asan-bench');
  await mkdir(join(folder.path, 'node_modules', 'other-db'), { recursive: true });
});
afterAll(() => folder.remove());

describe('the sync bench', () => {
  it('says which rivals it skips because a package of theirs is not installed', () => {
    expect(findInstalled([OURS, OTHER], folder.path)).toEqual({
      installed: [OURS],
      skipped: [
        {
          bench: 'sync.push',
          rival: 'other',
          skipped: 'not installed (npm run bench -- sync --install)',
        },
      ],
    });
  });

  it('measures every rival that is there', async () => {
    await mkdir(join(folder.path, 'node_modules', 'other-server'));
    expect(findInstalled([OURS, OTHER], folder.path).installed).toEqual([OURS, OTHER]);
  });
});
