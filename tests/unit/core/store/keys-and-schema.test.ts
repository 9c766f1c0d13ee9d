import { describe, expect, it } from 'vitest';
import type { Migration } from '../../../../electron/core/store/migrations.ts';
import { copyDisk, editFile } from '../../../support/store/disk-images.ts';
import { createMemoryFiles, type MemoryFiles } from '../../../support/store/memory-files.ts';
import { openMemoryStore, STORE_FOLDER } from '../../../support/store/open-memory-store.ts';
import { createStorePorts, createTestKeyWrap } from '../../../support/store/store-ports.ts';

const KEYS = [`${STORE_FOLDER}/key.json`, `${STORE_FOLDER}/key-copy.json`] as const;

const createDisk = async (): Promise<MemoryFiles> => {
  const files = createMemoryFiles();
  const store = await openMemoryStore({ ports: createStorePorts(files) });
  await store.update((data) => data.cases.set('a', { local: 'opaque' }, 'body'));
  await store.close();
  return copyDisk(files);
};
const open = (files: MemoryFiles) => openMemoryStore({ ports: createStorePorts(files) });

describe('the key files', () => {
  it.each(KEYS)('are made whole again when %s is damaged, cut or gone', async (path) => {
    for (const edit of [
      (bytes: Buffer) => bytes.fill(1, 30, 40),
      (bytes: Buffer) => bytes.subarray(0, 50),
      () => Buffer.alloc(0),
      undefined,
    ]) {
      const disk = await createDisk();
      const whole = disk.readAll(path);
      if (edit) editFile(disk, path, edit);
      else disk.content.delete(path);
      const store = await open(disk);
      expect(store.data.cases.get('a')).toEqual({ local: 'opaque' });
      expect(disk.readAll(path).equals(whole)).toBe(true);
      await store.close();
    }
  });

  it('are missed, not made anew, when there is data', async () => {
    const disk = await createDisk();
    for (const path of KEYS) disk.content.delete(path);
    await expect(open(disk)).rejects.toMatchObject({
      name: 'StoreOpenError',
      fault: 'key_missing',
    });
    expect(disk.content.has(KEYS[0])).toBe(false);
  });

  it('are refused when both are damaged', async () => {
    const disk = await createDisk();
    for (const path of KEYS) editFile(disk, path, (bytes) => bytes.fill(0x20, 5, 9));
    await expect(open(disk)).rejects.toMatchObject({ fault: 'key_damaged' });
  });

  it('are refused by another device and by another way of protection', async () => {
    const disk = await createDisk();
    const ports = createStorePorts(disk);
    await expect(
      openMemoryStore({ ports: { ...ports, keyWrap: createTestKeyWrap('stolen') } }),
    ).rejects.toMatchObject({ fault: 'key_refused' });
    await expect(
      openMemoryStore({
        ports: { ...ports, keyWrap: { ...createTestKeyWrap(), kind: 'passphrase' } },
      }),
    ).rejects.toThrow(/protected by test, not by passphrase/);
  });

  it('of a newer format are refused in words', async () => {
    const disk = await createDisk();
    const { crc32 } = await import('node:zlib');
    const file = JSON.parse(disk.readAll(KEYS[0]).toString()) as {
      content: Record<string, unknown>;
    };
    const content = { ...file.content, format: 3 };
    for (const path of KEYS)
      editFile(disk, path, () =>
        Buffer.from(JSON.stringify({ content, crc: crc32(JSON.stringify(content)) })),
      );
    await expect(open(disk)).rejects.toThrow(/newer version of the program/);
  });

  it('of another store are refused, and judge nothing', async () => {
    const [disk, other] = [await createDisk(), await createDisk()];
    for (const path of KEYS) disk.content.set(path, other.content.get(path)!);
    await expect(open(disk)).rejects.toThrow(/belong to other data/);
    expect([...disk.content.keys()].some((path) => path.includes('quarantine'))).toBe(false);
  });

  it('free the folder again when opening fails', async () => {
    const disk = await createDisk();
    const kept = disk.readAll(KEYS[0]);
    for (const path of KEYS) editFile(disk, path, () => Buffer.from('{}'));
    await expect(open(disk)).rejects.toThrow();
    editFile(disk, KEYS[0], () => kept);
    const store = await open(disk);
    await store.close();
  });
});

describe('one folder', () => {
  it('is used by one store at a time', async () => {
    const files = createMemoryFiles();
    const first = await open(files);
    await expect(open(files)).rejects.toMatchObject({ fault: 'folder_in_use' });
    await first.close();
    const second = await open(files);
    await second.close();
  });
});

describe('schemas', () => {
  const addTitle: Migration = {
    to: 2,
    change: (draft) => {
      for (const [id, record] of draft.entries('cases'))
        draft.set('cases', id, { ...(record as object), title: `case ${id}` });
    },
  };
  const move: Migration = {
    to: 3,
    change: (draft) => {
      for (const [id, record] of draft.entries('cases')) {
        draft.set('cases', `v3-${id}`, record);
        draft.delete('cases', id);
      }
    },
  };
  const openAt = (files: MemoryFiles, schemaVersion: number) =>
    openMemoryStore({
      ports: createStorePorts(files),
      schemaVersion,
      migrations: [addTitle, move],
    });

  it('are gone through step by step, with bodies staying where they are', async () => {
    const disk = await createDisk();
    const second = await openAt(disk, 2);
    expect(second.data.cases.get('a')).toEqual({ local: 'opaque', title: 'case a' });
    expect(await second.readBody('cases', 'a')).toBe('body');
    await second.close();
    const third = await openAt(disk, 3);
    expect([...third.data.cases.entries()]).toEqual([
      ['v3-a', { local: 'opaque', title: 'case a' }],
    ]);
    await third.close();
  });

  it('are the same after replay, after a snapshot, and from the snapshot before the step', async () => {
    const disk = await createDisk();
    const first = await open(disk);
    await first.compact();
    await first.update((data) => data.cases.set('b', { local: 'later' }));
    await first.close();
    const second = await openAt(disk, 2);
    await second.update((data) => data.cases.set('c', { local: 'new' }));
    const expected = Object.fromEntries(second.data.cases.entries());
    expect(Object.keys(expected)).toEqual(['a', 'b', 'c']);
    const replayed = await openAt(copyDisk(disk), 2);
    expect(Object.fromEntries(replayed.data.cases.entries())).toEqual(expected);
    await replayed.close();
    await second.compact();
    const broken = copyDisk(disk);
    editFile(broken, `${STORE_FOLDER}/snap-2.jl`, (bytes) => bytes.subarray(0, -5));
    const fallback = await openAt(broken, 2);
    expect(Object.fromEntries(fallback.data.cases.entries())).toEqual(expected);
    await fallback.close();
    await second.close();
    const snapshotted = await openAt(disk, 2);
    expect(Object.fromEntries(snapshotted.data.cases.entries())).toEqual(expected);
    await snapshotted.close();
  });

  it('that are newer are refused, from journal and snapshot, and nothing is changed', async () => {
    const disk = await createDisk();
    const newer = await openAt(disk, 3);
    const early = copyDisk(disk);
    await expect(open(early)).rejects.toThrow(/records of schema 3, this program knows 1/);
    await newer.compact();
    await newer.close();
    const before = [...disk.content].map(([path]) => [path, disk.readAll(path).toString('hex')]);
    await expect(open(disk)).rejects.toMatchObject({ fault: 'written_by_newer' });
    expect([...disk.content].map(([path]) => [path, disk.readAll(path).toString('hex')])).toEqual(
      before,
    );
  });

  it('without a step to them are a mistake of the program', async () => {
    const disk = await createDisk();
    await expect(
      openMemoryStore({ ports: createStorePorts(disk), schemaVersion: 2 }),
    ).rejects.toThrow(/no migration to schema 2/);
  });
});
