import { mkdtemp, readlink, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createNodeFiles } from '../../../electron/node-ports/files.ts';

const files = createNodeFiles();
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'asan-files-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the files port', () => {
  it('writes and reads at any place, with both ways of writing', async () => {
    const path = join(folder, 'a');
    const handle = await files.open(path, 'create-new');
    await handle.write(3, Buffer.from('def'));
    await handle.writeDurably(0, Buffer.from('abc'));
    await handle.sync();
    expect(Buffer.from(await handle.read(0, 100)).toString()).toBe('abcdef');
    expect(Buffer.from(await handle.read(4, 1)).toString()).toBe('e');
    await handle.truncate(2);
    expect(await handle.size()).toBe(2);
    expect(await handle.read(5, 10)).toHaveLength(0);
    await handle.close();
  });

  it('makes files for their owner only and never over another', async () => {
    const path = join(folder, 'a');
    await (await files.open(path, 'create-new')).close();
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    await expect(files.open(path, 'create-new')).rejects.toMatchObject({ code: 'EEXIST' });
    await expect(files.open(join(folder, 'b'), 'read')).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('follows no symbolic link', async () => {
    await writeFile(join(folder, 'target'), 'x');
    await symlink(join(folder, 'target'), join(folder, 'link'));
    for (const mode of ['read', 'read-write', 'create-new'] as const)
      await expect(files.open(join(folder, 'link'), mode)).rejects.toThrow();
    expect(await readlink(join(folder, 'link'))).toContain('target');
  });

  it('makes folders, lists, renames, removes, syncs', async () => {
    const inner = join(folder, 'one', 'two');
    await files.makeFolder(inner);
    await files.makeFolder(inner);
    expect((await stat(inner)).mode & 0o777).toBe(0o700);
    await (await files.open(join(inner, 'a'), 'create-new')).close();
    await files.rename(join(inner, 'a'), join(inner, 'b'));
    await files.syncFolder(inner);
    expect(await files.list(inner)).toEqual(['b']);
    await files.remove(join(inner, 'b'));
    expect(await files.list(inner)).toEqual([]);
    expect(await files.freeBytes(inner)).toBeGreaterThan(0);
  });

  it('lends a folder once at a time, whatever path leads to it', async () => {
    const first = await files.lock(folder);
    expect(first).toBeDefined();
    await symlink(folder, `${folder}-link`);
    expect(await files.lock(folder)).toBeUndefined();
    expect(await files.lock(`${folder}-link`)).toBeUndefined();
    await rm(`${folder}-link`);
    await first?.release();
    const second = await files.lock(folder);
    expect(second).toBeDefined();
    await second?.release();
  });
});
