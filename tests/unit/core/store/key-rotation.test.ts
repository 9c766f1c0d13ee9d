import { mkdir, mkdtemp, readdir, rename, rmdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { OpenedStore, StoreOptions } from '../../../../electron/core/store/open-store.ts';
import { createKeyFileWrap } from '../../../../electron/node-ports/key-file-wrap.ts';
import { copyDisk, editFile, findFile } from '../../../support/store/disk-images.ts';
import { createMemoryFiles, type MemoryFiles } from '../../../support/store/memory-files.ts';
import { openMemoryStore, SMALL, STORE_FOLDER } from '../../../support/store/open-memory-store.ts';
import {
  createManualClock,
  createStorePorts,
  createTestKeyWrap,
} from '../../../support/store/store-ports.ts';

const DAY = 24 * 60 * 60 * 1000;
const BEGINNING = Date.UTC(2026, 10, 23);
const body = (n: number): string => `body ${n} `.repeat(60);

const openOn = (files: MemoryFiles, day = 0, more: Partial<StoreOptions['ports']> = {}) => {
  const clock = createManualClock(BEGINNING + day * DAY);
  const ports = { ...createStorePorts(files), clock, ...more };
  // No snapshot but those that are asked for.
  return openMemoryStore({ ports, settings: { ...SMALL, snapshotAfterBytes: 10 ** 8 } });
};

const createDisk = async (more: Partial<StoreOptions['ports']> = {}): Promise<MemoryFiles> => {
  const files = createMemoryFiles();
  const store = await openOn(files, 0, more);
  for (let n = 0; n < 80; n += 1)
    await store.update((data) => data.cases.set(`${n}`, { rev: n }, body(n)));
  await store.update((data) => data.cases.set('bare', { rev: 80 }));
  await store.compact();
  await store.close();
  return files;
};

const expectAll = async (opened: Promise<OpenedStore>, damaged = false): Promise<void> => {
  const store = await opened;
  expect(store.data.cases.size).toBe(81);
  for (let n = 0; n < 80; n += 1) expect(await store.readBody('cases', `${n}`)).toBe(body(n));
  expect(store.health()).toEqual({ damaged, canSave: true });
  await store.close();
};

const keyFile = (files: MemoryFiles) =>
  JSON.parse(files.readAll(`${STORE_FOLDER}/key.json`).toString()) as {
    content: { keys: string[]; kind: string };
    renewal: { since: number };
  };
const keysOf = (files: MemoryFiles): string[] => keyFile(files).content.keys;

describe('a new data key', () => {
  it('is made by the first start after a year, not before', async () => {
    const files = await createDisk();
    await expectAll(openOn(files, 365));
    expect(keysOf(files)).toHaveLength(1);
    await expectAll(openOn(files, 366));
    expect(keysOf(files)).toHaveLength(2);
    expect(keyFile(files).renewal.since).toBe(BEGINNING + 366 * DAY);
  });

  it('is not made by a clock that was set back, nor by every start while one is being replaced', async () => {
    const files = await createDisk();
    await expectAll(openOn(files, -20_000));
    expect(keysOf(files)).toHaveLength(1);
    await expectAll(openOn(files, 400));
    await expectAll(openOn(files, 401));
    expect(keysOf(files)).toHaveLength(2);
  });

  it('is made in place of one that a clock far ahead had dated', async () => {
    const files = createMemoryFiles();
    await (await openOn(files, 365 * 30)).close();
    await (await openOn(files)).close();
    expect(keysOf(files)).toHaveLength(2);
    expect(keyFile(files).renewal.since).toBe(BEGINNING);
  });

  it('is made by the next start when it is asked for', async () => {
    const files = await createDisk();
    const store = await openOn(files);
    expect(store.keys()).toEqual({ since: BEGINNING, earlier: 0 });
    await store.renewAtNextStart();
    expect(store.keys()).toEqual({ since: 0, earlier: 0 });
    await store.close();
    const later = await openOn(files, 1);
    expect(later.keys()).toEqual({ since: BEGINNING + DAY, earlier: 1 });
    await later.close();
  });

  it('replaces the earlier one: what that had sealed is written anew, then it is forgotten', async () => {
    const files = await createDisk();
    const [before] = keysOf(files);
    const store = await openOn(files, 400);
    expect(await store.retireKeys()).toBe(true);
    expect(store.keys().earlier).toBe(0);
    await expectAll(openOn(copyDisk(files), 400));
    await store.close();
    expect(keysOf(files)).toHaveLength(1);
    expect(keysOf(files)).not.toContain(before);
    await expectAll(openOn(files, 400));
  });

  it('has sealed both generations of snapshots before the earlier one is forgotten', async () => {
    const files = await createDisk();
    const store = await openOn(files, 400);
    expect(await store.retireKeys()).toBe(true);
    const disk = copyDisk(files);
    await store.close();
    const newest = [...disk.content.keys()]
      .filter((path) => path.includes('snap-'))
      .sort()
      .at(-1);
    editFile(disk, newest ?? '', (bytes) => bytes.fill(0, 90));
    await expectAll(openOn(disk, 400), true);
  });

  it('is retired by a later start when this one had to write lines of the earlier key again', async () => {
    const files = createMemoryFiles();
    const cut = await openOn(files);
    await cut.update((data) => data.cases.set('0', { rev: 0 }, body(0)));
    // Nothing vouches for that line yet.
    const disk = copyDisk(files);
    await cut.close();
    const store = await openOn(disk, 400);
    expect(await store.retireKeys()).toBe(false);
    await store.close();
    const later = await openOn(disk, 400);
    expect(await later.retireKeys()).toBe(true);
    expect(await later.readBody('cases', '0')).toBe(body(0));
    await later.close();
  });

  it('replaces the earlier one by itself, half a minute after the start', async () => {
    const files = await createDisk();
    const clock = createManualClock(BEGINNING + 400 * DAY);
    const store = await openMemoryStore({ ports: { ...createStorePorts(files), clock } });
    clock.advance(30_000);
    while (store.keys().earlier > 0) await setImmediate();
    await store.close();
    await expectAll(openOn(files, 400));
  });

  it('may be interrupted at any time: both keys open what they sealed, and the next start goes on', async () => {
    const files = await createDisk();
    const store = await openOn(files, 400);
    await store.update((data) => data.cases.set('0', { rev: 1 }));
    await expectAll(openOn(copyDisk(files), 400));
    await store.close();
    const later = await openOn(files, 401);
    expect(await later.retireKeys()).toBe(true);
    await later.close();
    expect(keysOf(files)).toHaveLength(1);
    await expectAll(openOn(files, 401));
  });

  it('waits for the next start when the store is closed meanwhile', async () => {
    const files = await createDisk();
    const store = await openOn(files, 400);
    const retiring = store.retireKeys();
    await store.close();
    expect(await retiring).toBe(false);
    expect(keysOf(files)).toHaveLength(2);
    await expectAll(openOn(files, 400));
  });

  it('has everything sealed anew once, not at each start, while one body holds the earlier key', async () => {
    const files = await createDisk();
    editFile(files, `${STORE_FOLDER}/seg-1.jl`, (bytes) => {
      bytes[3000] = (bytes[3000] ?? 0) ^ 1;
      return bytes;
    });
    let written = 0;
    const disk = copyDisk(files, {
      fault: (operation, path, bytes) => {
        if (operation === 'write' && path.includes('seg-') && bytes < 8000) written += bytes;
        return undefined;
      },
    });
    const retireOnce = async (day: number): Promise<number> => {
      const store = await openOn(disk, day);
      await store.acknowledgeDamage();
      written = 0;
      expect(await store.retireKeys()).toBe(false);
      const moved = written;
      await store.close();
      return moved;
    };
    const first = await retireOnce(400);
    const again = await retireOnce(401);
    expect(first).toBeGreaterThan(40_000);
    expect(again).toBeLessThan(first / 10);
  });

  it('leaves the earlier one where damage was found, until somebody has looked at it', async () => {
    const files = await createDisk();
    const cut = await openOn(files, 1);
    await cut.compact();
    await cut.close();
    editFile(files, findFile(files, /snap-\d+\.jl$/), (bytes) => bytes.fill(0, 90, 120));
    const store = await openOn(files, 400);
    expect(store.health().damaged).toBe(true);
    expect(await store.retireKeys()).toBe(false);
    await store.acknowledgeDamage();
    expect(await store.retireKeys()).toBe(true);
    await store.close();
  });

  it('is not retired while it is the only one', async () => {
    const files = await createDisk();
    const store = await openOn(files);
    expect(await store.retireKeys()).toBe(false);
    await store.close();
    await expectAll(openOn(files));
  });

  it('costs a later day, not the start, when the disk cannot write it', async () => {
    const files = await createDisk();
    const failing = createMemoryFiles({
      fault: (operation, path) =>
        operation === 'write' && path.includes('key') ? 'EIO' : undefined,
    });
    for (const [path, file] of copyDisk(files).content) failing.content.set(path, file);
    await expectAll(openOn(failing, 400));
    expect(keysOf(failing)).toHaveLength(1);
  });
});

describe('a store whose key files are in trouble', () => {
  it.each(['key.json', 'key-copy.json'])('opens by the other copy of %s', async (name) => {
    const disk = copyDisk(await createDisk(), {
      fault: (operation, path) =>
        operation === 'read' && path.endsWith(`/${name}`) ? 'EIO' : undefined,
    });
    await expectAll(openOn(disk, 1));
  });

  it('opens with copies of two revisions on a disk that is full', async () => {
    const disk = copyDisk(await createDisk(), {
      fault: (operation, path) =>
        operation === 'write' && path.includes('key-copy') ? 'ENOSPC' : undefined,
    });
    await expectAll(openOn(disk, 400));
    expect(keysOf(disk)).toHaveLength(2);
    await expectAll(openOn(disk, 401));
  });

  it('never writes them when it is closed: they may be another’s then', async () => {
    const files = await createDisk();
    const plain = createTestKeyWrap();
    let open: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    const keyWrap = {
      ...plain,
      wrap: async (key: Uint8Array) => {
        await gate;
        return plain.wrap(key);
      },
    };
    const store = await openOn(files, 300, { keyWrap });
    const wish = store.renewAtNextStart();
    const closed = store.close();
    for (let turn = 0; turn < 50; turn += 1) await setImmediate();
    await expect(openOn(files, 300)).rejects.toMatchObject({ fault: 'folder_in_use' });
    open();
    await Promise.all([wish, closed]);
    const before = files.readAll(`${STORE_FOLDER}/key.json`);
    await expect(store.renewAtNextStart()).rejects.toMatchObject({ fault: 'storage_failed' });
    expect(files.readAll(`${STORE_FOLDER}/key.json`).equals(before)).toBe(true);
  });

  it('keeps the earlier key while the key file that protects it is away', async () => {
    const root = await mkdtemp(join(tmpdir(), 'key-away-'));
    const [place, away] = [join(root, 'key'), join(root, 'stick')];
    const keyWrap = createKeyFileWrap(join(place, 'kiosk.key'));
    const files = await createDisk({ keyWrap });
    const store = await openOn(files, 400, { keyWrap });
    await rename(place, away);
    await mkdir(place);
    await expect(store.retireKeys()).rejects.toThrow('missing');
    await expect(store.renewAtNextStart()).rejects.toMatchObject({ fault: 'storage_failed' });
    expect(await readdir(place)).toEqual([]);
    await store.close();
    await rmdir(place);
    await rename(away, place);
    await expectAll(openOn(files, 401, { keyWrap: createKeyFileWrap(join(place, 'kiosk.key')) }));
  });
});

describe('another protection of the same keys', () => {
  const next = createTestKeyWrap('another');
  const earlierKeyWraps = [createTestKeyWrap()];

  it('takes the place of the one before, which no longer opens the store, and brings a new key', async () => {
    const files = await createDisk();
    await expectAll(openOn(files, 0, { keyWrap: next, earlierKeyWraps }));
    expect(keysOf(files)).toHaveLength(2);
    await expect(openOn(files)).rejects.toMatchObject({ fault: 'key_refused' });
    await expectAll(openOn(files, 0, { keyWrap: next }));
  });

  it('brings a new key at a later start when the disk fails at the first, and forgets none before', async () => {
    const files = await createDisk();
    await expectAll(openOn(files, 400));
    let failing = true;
    const disk = copyDisk(files, {
      fault: (operation, path) =>
        failing && operation === 'write' && path.includes('key') ? 'EIO' : undefined,
    });
    const store = await openOn(disk, 401, { keyWrap: next, earlierKeyWraps });
    failing = false;
    expect(await store.retireKeys()).toBe(false);
    await store.close();
    await expectAll(openOn(disk, 402, { keyWrap: next, earlierKeyWraps }));
    expect(keysOf(disk)).toHaveLength(3);
  });

  it('is not taken when it does not give back what it was given', async () => {
    const files = await createDisk();
    const broken = { ...next, kind: 'other', unwrap: () => Promise.resolve(new Uint8Array(32)) };
    await expectAll(openOn(files, 0, { keyWrap: broken, earlierKeyWraps }));
    await expectAll(openOn(files));
  });

  it('may be of another kind', async () => {
    const files = await createDisk();
    const keyWrap = { ...next, kind: 'passphrase' };
    await expectAll(openOn(files, 0, { keyWrap, earlierKeyWraps }));
    expect(keyFile(files).content.kind).toBe('passphrase');
  });

  it('opens nothing that neither of them protects', async () => {
    const files = await createDisk();
    const before = files.readAll(`${STORE_FOLDER}/key.json`);
    const opened = openOn(files, 0, { keyWrap: next, earlierKeyWraps: [createTestKeyWrap('x')] });
    await expect(opened).rejects.toMatchObject({ fault: 'key_refused' });
    expect(files.readAll(`${STORE_FOLDER}/key.json`).equals(before)).toBe(true);
  });
});
