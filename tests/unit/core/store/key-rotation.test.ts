import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { OpenedStore, StoreOptions } from '../../../../electron/core/store/open-store.ts';
import { copyDisk, editFile } from '../../../support/store/disk-images.ts';
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

const createDisk = async (): Promise<MemoryFiles> => {
  const files = createMemoryFiles();
  const store = await openOn(files);
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
    since: number;
  };
const keysOf = (files: MemoryFiles): string[] => keyFile(files).content.keys;

describe('a new data key', () => {
  it('is made by the first start after a year, not before', async () => {
    const files = await createDisk();
    await expectAll(openOn(files, 365));
    expect(keysOf(files)).toHaveLength(1);
    await expectAll(openOn(files, 366));
    expect(keysOf(files)).toHaveLength(2);
    expect(keyFile(files).since).toBe(BEGINNING + 366 * DAY);
  });

  it('is not made by a clock that was set back, nor by every start while one is being replaced', async () => {
    const files = await createDisk();
    await expectAll(openOn(files, -20_000));
    expect(keysOf(files)).toHaveLength(1);
    await expectAll(openOn(files, 400));
    await expectAll(openOn(files, 900));
    expect(keysOf(files)).toHaveLength(2);
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
