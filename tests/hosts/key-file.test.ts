import { mkdir, mkdtemp, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { findKeyFile } from '../../electron/hosts/key-file.ts';

describe('the place of the key file', () => {
  let dataFolder: string;
  let inside: string;
  let named: string;
  beforeEach(async () => {
    const root = await mkdtemp(join(tmpdir(), 'key-place-'));
    dataFolder = join(root, 'data');
    inside = join(dataFolder, 'kiosk.key');
    named = join(root, 'key/kiosk.key');
    await mkdir(dataFolder);
    await mkdir(join(root, 'key'));
  });
  const find = (keyFile: string | undefined = named) => findKeyFile({ keyFile, dataFolder });

  it('is the data folder where nothing else is said', async () => {
    expect(await findKeyFile({ keyFile: undefined, dataFolder })).toBe(inside);
  });

  it('is the one that is named on a new kiosk, also before its folder is there', async () => {
    expect(await find()).toBe(named);
    const later = join(dataFolder, 'no/such/kiosk.key');
    expect(await find(later)).toBe(later);
  });

  it.each(['kiosk.key', 'kiosk.key.copy'])(
    'stays inside for a kiosk that has %s there, until the key is moved',
    async (name) => {
      await writeFile(join(dataFolder, name), 'key');
      expect(await find()).toBe(inside);
      await writeFile(`${named}.copy`, 'key');
      expect(await find()).toBe(named);
    },
  );

  it('is not taken for empty when it is a link that leads nowhere', async () => {
    await writeFile(inside, 'key');
    await symlink('/nowhere/kiosk.key', named);
    expect(await find()).toBe(named);
  });

  it('is a fault when the system does not say what is there', async () => {
    await writeFile(join(dataFolder, 'file'), '');
    await expect(find(join(dataFolder, 'file/kiosk.key'))).rejects.toThrow('ENOTDIR');
  });
});
