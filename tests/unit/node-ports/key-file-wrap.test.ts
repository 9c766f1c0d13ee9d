import {
  chmod,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createKeyFileWrap, keyFileFault } from '../../../electron/node-ports/key-file-wrap.ts';

const key = new Uint8Array(32).fill(7);
let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'asan-key-'));
  path = join(folder, 'kiosk.key');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('protection by a key file', () => {
  it('opens what it protected, also after a restart, and makes the file for its owner only', async () => {
    const wrapped = await createKeyFileWrap(path).wrap(key);
    expect(Buffer.from(wrapped).includes(Buffer.from(key))).toBe(false);
    expect([...(await createKeyFileWrap(path).unwrap(wrapped))]).toEqual([...key]);
    for (const each of [path, `${path}.copy`]) expect((await stat(each)).mode & 0o777).toBe(0o600);
  });

  it.each([0o644, 0o640, 0o604, 0o660, 0o700, 0o666])('refuses a file of mode %o', async (mode) => {
    const wrapped = await createKeyFileWrap(path).wrap(key);
    await chmod(path, mode);
    await expect(createKeyFileWrap(path).unwrap(wrapped)).rejects.toMatchObject({
      name: 'KeyFileError',
      fault: 'open_to_others',
    });
    await expect(createKeyFileWrap(path).wrap(key)).rejects.toMatchObject({
      fault: 'open_to_others',
    });
  });

  it('refuses a symbolic link, also to a file that would do', async () => {
    const wrapped = await createKeyFileWrap(path).wrap(key);
    await rename(path, join(folder, 'elsewhere'));
    await symlink(join(folder, 'elsewhere'), path);
    await expect(createKeyFileWrap(path).unwrap(wrapped)).rejects.toMatchObject({
      fault: 'symlink',
    });
  });

  it('refuses what belongs to somebody else and what is no file', () => {
    const file = { isFile: true, mode: 0o100600, owner: 1000 };
    expect(keyFileFault(file, 1000)).toBeUndefined();
    expect(keyFileFault(file, 1001)).toBe('foreign_owner');
    expect(keyFileFault(file, 0)).toBe('foreign_owner');
    expect(keyFileFault({ ...file, isFile: false }, 1000)).toBe('not_a_file');
  });

  it('makes no other file while the one that it has used is away, and uses no other', async () => {
    const wrap = createKeyFileWrap(path);
    const wrapped = await wrap.wrap(key);
    for (const each of [path, `${path}.copy`]) await rename(each, `${each}.away`);
    await expect(wrap.wrap(key)).rejects.toThrow('missing');
    expect((await readdir(folder)).sort()).toEqual(['kiosk.key.away', 'kiosk.key.copy.away']);
    await createKeyFileWrap(path).wrap(key);
    await expect(wrap.wrap(key)).rejects.toThrow('another key file');
    for (const each of [path, `${path}.copy`]) await rename(`${each}.away`, each);
    const reopened = createKeyFileWrap(path);
    expect([...(await reopened.unwrap(await wrap.wrap(key)))]).toEqual([...key]);
    expect([...(await reopened.unwrap(wrapped))]).toEqual([...key]);
  });

  it('gets over one damaged or missing copy, not over two', async () => {
    const wrapped = await createKeyFileWrap(path).wrap(key);
    const whole = await readFile(path);
    await writeFile(path, 'x');
    expect([...(await createKeyFileWrap(path).unwrap(wrapped))]).toEqual([...key]);
    expect((await readFile(path)).equals(whole)).toBe(true);
    await rm(`${path}.copy`);
    await createKeyFileWrap(path).unwrap(wrapped);
    expect((await readFile(`${path}.copy`)).equals(whole)).toBe(true);
    await writeFile(path, 'x');
    await writeFile(`${path}.copy`, '');
    await expect(createKeyFileWrap(path).unwrap(wrapped)).rejects.toMatchObject({
      fault: 'damaged',
    });
    await expect(createKeyFileWrap(path).wrap(key)).rejects.toMatchObject({ fault: 'damaged' });
  });

  it('notices any changed bit of what it protected, and opens nothing of another file', async () => {
    const wrapped = Buffer.from(await createKeyFileWrap(path).wrap(key));
    for (let at = 0; at < wrapped.length; at += 1) {
      const changed = Buffer.from(wrapped);
      changed[at]! ^= 1;
      await expect(createKeyFileWrap(path).unwrap(changed)).rejects.toThrow();
    }
    await expect(createKeyFileWrap(path).unwrap(wrapped.subarray(0, 20))).rejects.toThrow();
    const other = createKeyFileWrap(join(folder, 'other.key'));
    await other.wrap(key);
    await expect(other.unwrap(wrapped)).rejects.toThrow();
    await expect(createKeyFileWrap(join(folder, 'none.key')).unwrap(wrapped)).rejects.toThrow(
      /missing/,
    );
  });
});
