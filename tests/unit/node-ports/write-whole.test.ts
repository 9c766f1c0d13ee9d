import { mkdtemp, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { beforeEach, describe, expect, it } from 'vitest';
import { writeWhole } from '../../../electron/node-ports/write-whole.ts';

describe('a file that is written whole', () => {
  let folder: string;
  let path: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'whole-'));
    path = join(folder, 'file');
  });
  async function* failing(): AsyncGenerator<string, void> {
    yield 'half';
    await Promise.resolve();
    throw new Error('pulled out');
  }

  it('takes the place of the earlier one, and only its user reads it', async () => {
    await writeFile(path, 'earlier, and longer', { mode: 0o644 });
    await writeWhole(path, 'new');
    expect(await readFile(path, 'utf8')).toBe('new');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(['file']);
  });

  it('may come in pieces, and be for others to read', async () => {
    await writeWhole(path, Readable.from(['a', Buffer.from('b')]), 0o644);
    expect(await readFile(path, 'utf8')).toBe('ab');
    expect((await stat(path)).mode & 0o777).toBe(0o644);
  });

  it('stays the earlier one when the new one cannot be written to its end', async () => {
    await writeWhole(path, 'earlier');
    await expect(writeWhole(path, failing())).rejects.toThrow('pulled out');
    expect(await readFile(path, 'utf8')).toBe('earlier');
    await writeWhole(path, 'new');
    expect(await readdir(folder)).toEqual(['file']);
  });

  it('is not written through a link that lies where it is prepared', async () => {
    const victim = join(folder, 'victim');
    await writeFile(victim, 'mine');
    await symlink(victim, `${path}.tmp`);
    await writeWhole(path, 'new');
    expect(await readFile(victim, 'utf8')).toBe('mine');
  });
});
