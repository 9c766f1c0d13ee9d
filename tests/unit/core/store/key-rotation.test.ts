import { describe, expect, it } from 'vitest';
import { rewrapKeys } from '../../../../electron/core/store/key-rotation.ts';
import { copyDisk } from '../../../support/store/disk-images.ts';
import { createMemoryFiles, type MemoryFiles } from '../../../support/store/memory-files.ts';
import { openMemoryStore, STORE_FOLDER } from '../../../support/store/open-memory-store.ts';
import { createStorePorts, createTestKeyWrap } from '../../../support/store/store-ports.ts';

const open = (files: MemoryFiles, rotateKey = false) =>
  openMemoryStore({ ports: createStorePorts(files), rotateKey });
const body = (n: number): string => `body ${n} `.repeat(60);

const createDisk = async (): Promise<MemoryFiles> => {
  const files = createMemoryFiles();
  const store = await open(files);
  for (let n = 0; n < 80; n += 1)
    await store.update((data) => data.cases.set(`${n}`, { rev: n }, body(n)));
  await store.compact();
  await store.close();
  return files;
};

const expectAll = async (files: MemoryFiles): Promise<void> => {
  const store = await open(files);
  expect(store.data.cases.size).toBe(80);
  for (let n = 0; n < 80; n += 1) expect(await store.readBody('cases', `${n}`)).toBe(body(n));
  expect(store.health()).toEqual({ damaged: false, canSave: true });
  await store.close();
};

const keyFile = (files: MemoryFiles): { keys: string[] } =>
  (
    JSON.parse(files.readAll(`${STORE_FOLDER}/key.json`).toString()) as {
      content: { keys: string[] };
    }
  ).content;

describe('a new data key', () => {
  it('replaces the earlier one: what that had sealed is written anew, then it is forgotten', async () => {
    const files = await createDisk();
    const [before] = keyFile(files).keys;
    const store = await open(files, true);
    expect(keyFile(files).keys).toHaveLength(2);
    expect(await store.retireKeys()).toBe(true);
    await store.close();
    expect(keyFile(files).keys).toHaveLength(1);
    expect(keyFile(files).keys).not.toContain(before);
    await expectAll(files);
  });

  it('may be interrupted at any time: both keys open what they sealed, and the next start goes on', async () => {
    const files = await createDisk();
    const store = await open(files, true);
    await store.update((data) => data.cases.set('0', { rev: 1 }));
    await expectAll(copyDisk(files));
    await store.close();
    const later = await open(files);
    expect(await later.retireKeys()).toBe(true);
    await later.close();
    expect(keyFile(files).keys).toHaveLength(1);
    await expectAll(files);
  });

  it('is not retired while it is the only one', async () => {
    const files = await createDisk();
    const store = await open(files);
    expect(await store.retireKeys()).toBe(false);
    await store.close();
    await expectAll(files);
  });
});

describe('another protection of the same keys', () => {
  it('opens the store, and the earlier one no longer does', async () => {
    const files = await createDisk();
    const ports = createStorePorts(files);
    const next = createTestKeyWrap('another');
    await rewrapKeys({ folder: STORE_FOLDER, ...ports }, next);
    await expect(open(files)).rejects.toMatchObject({ fault: 'key_refused' });
    const store = await openMemoryStore({ ports: { ...createStorePorts(files), keyWrap: next } });
    expect(store.data.cases.size).toBe(80);
    await store.close();
  });
});
