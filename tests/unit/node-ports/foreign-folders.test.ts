import { execFileSync } from 'node:child_process';
import { mkdir, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createForeignFolders } from '../../../electron/node-ports/foreign-folders.ts';
import {
  makeTemporaryFolder,
  type TemporaryFolder,
} from '../../support/portal/temporary-folder.ts';

const MOST = 1_000;
const folders = createForeignFolders();
let place: TemporaryFolder;
let stick: string;

beforeEach(async () => {
  place = await makeTemporaryFolder('asan-stick');
  stick = join(place.path, 'stick');
  await mkdir(join(stick, 'photos', 'deep'), { recursive: true });
  await writeFile(join(place.path, 'secret.jpg'), 'secret');
  await writeFile(join(stick, 'page.jpg'), 'page');
  await writeFile(join(stick, '.hidden.jpg'), 'hidden');
  await writeFile(join(stick, 'photos', 'one.jpg'), 'one');
  await writeFile(join(stick, 'photos', 'deep', 'two.jpg'), 'two');
});
afterEach(() => place.remove());

const namesOf = async () => (await folders.list(stick, 100)).map(({ name }) => name).sort();
const read = (name: string, most = MOST) => folders.read(stick, name, most);

describe('a stick', () => {
  it('shows plain files in it and in its folders, with their sizes', async () => {
    expect(await namesOf()).toEqual(['page.jpg', 'photos/one.jpg']);
    expect(await folders.list(stick, 1)).toHaveLength(1);
    expect(await folders.list(stick, 9)).toContainEqual({ name: 'page.jpg', bytes: 4 });
  });

  it('gives the whole file', async () => {
    expect(Buffer.from(await read('photos/one.jpg')).toString()).toBe('one');
  });

  it.each([
    '../secret.jpg',
    'photos/../../secret.jpg',
    '/etc/passwd',
    '..\\secret.jpg',
    'photos/deep/two.jpg',
    '.hidden.jpg',
    '',
    '.',
    'page.jpg\0.pdf',
  ])('has no file %j', async (name) => {
    await expect(read(name)).rejects.toMatchObject({ name: 'MediumError', fault: 'refused' });
  });

  it('hides links, and does not follow one that appears after the list was made', async () => {
    await symlink(join(place.path, 'secret.jpg'), join(stick, 'link.jpg'));
    await symlink(place.path, join(stick, 'outside'));
    expect(await namesOf()).toEqual(['page.jpg', 'photos/one.jpg']);
    await expect(read('link.jpg')).rejects.toMatchObject({ fault: 'refused' });
    await expect(read('outside/secret.jpg')).rejects.toMatchObject({ fault: 'refused' });
  });

  it('does not wait for a pipe that is named like a picture', async () => {
    execFileSync('mkfifo', [join(stick, 'pipe.jpg')]);
    expect(await namesOf()).not.toContain('pipe.jpg');
    await expect(read('pipe.jpg')).rejects.toMatchObject({ fault: 'refused' });
    await expect(read('photos')).rejects.toMatchObject({ fault: 'refused' });
  });

  it('refuses a scan of 50 MB before reading a byte of it', async () => {
    await writeFile(join(stick, 'scan.pdf'), '');
    await truncate(join(stick, 'scan.pdf'), 50 * 1024 * 1024);
    await expect(read('scan.pdf', 10 * 1024 * 1024)).rejects.toMatchObject({ fault: 'too_large' });
  });

  it('that was pulled out is gone, for the list and for a file', async () => {
    await rm(stick, { recursive: true });
    await expect(folders.list(stick, 10)).rejects.toMatchObject({ fault: 'gone' });
    await expect(read('page.jpg')).rejects.toMatchObject({ fault: 'gone' });
  });
});
