import { crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { copyDisk, editFile } from '../../../support/store/disk-images.ts';
import { createFormat1Disk, FORMAT_1 } from '../../../support/store/format-1.ts';
import { createMemoryFiles, type MemoryFiles } from '../../../support/store/memory-files.ts';
import { openMemoryStore, STORE_FOLDER } from '../../../support/store/open-memory-store.ts';
import { createStorePorts } from '../../../support/store/store-ports.ts';

const KEYS = [`${STORE_FOLDER}/key.json`, `${STORE_FOLDER}/key-copy.json`] as const;

const open = (files: MemoryFiles) => openMemoryStore({ ports: createStorePorts(files) });
const formatOf = (files: MemoryFiles, path: string): number =>
  (JSON.parse(files.readAll(path).toString()) as { content: { format: number } }).content.format;
const withFormat = (bytes: Buffer, format: number): Buffer => {
  const file = JSON.parse(bytes.toString()) as { content: object };
  const content = { ...file.content, format };
  return Buffer.from(JSON.stringify({ ...file, content, crc: crc32(JSON.stringify(content)) }));
};
const snapshots = (files: MemoryFiles): string[] =>
  [...files.content.keys()].filter((path) => /snap-\d+\.jl$/.test(path)).sort();

const expectAll = async (store: Awaited<ReturnType<typeof open>>): Promise<void> => {
  for (const name of ['outbox', 'cases', 'device'] as const)
    expect(Object.fromEntries(store.data[name].entries())).toEqual(FORMAT_1[name]);
  expect(await store.readBody('outbox', 'item-1')).toBe('sealed 1');
  expect(await store.readBody('outbox', 'item-8')).toBe('sealed 8');
  expect(await store.scrub()).toBe(0);
  expect(store.health()).toEqual({ damaged: false, canSave: true });
};

describe('a store of format 1', () => {
  it('is read, and is one of format 2 after its next snapshot', async () => {
    const disk = await createFormat1Disk();
    const store = await open(disk);
    await expectAll(store);
    await store.compact();
    await store.compact();
    await store.close();
    const again = await open(disk);
    await expectAll(again);
    await again.close();
  });

  it('says so in its key files before anything that an earlier program would not understand', async () => {
    const disk = await createFormat1Disk();
    expect(KEYS.map((path) => formatOf(disk, path))).toEqual([1, 1]);
    const store = await open(disk);
    const early = copyDisk(disk);
    expect(KEYS.map((path) => formatOf(early, path))).toEqual([2, 2]);
    expect(snapshots(early)).toEqual(snapshots(await createFormat1Disk()));
    await store.close();
  });

  it('says so also where no new key is due', async () => {
    const disk = createMemoryFiles();
    await (await open(disk)).close();
    for (const path of KEYS) editFile(disk, path, (bytes) => withFormat(bytes, 1));
    const store = await open(disk);
    expect(KEYS.map((path) => formatOf(disk, path))).toEqual([2, 2]);
    expect(store.keys().earlier).toBe(0);
    await store.close();
  });

  it('stays as it is for the earlier program when it cannot be opened', async () => {
    const disk = await createFormat1Disk();
    const newer = await openMemoryStore({
      ports: createStorePorts(disk),
      schemaVersion: 2,
      migrations: [{ to: 2, change: () => undefined }],
    });
    await newer.close();
    for (const path of KEYS) editFile(disk, path, (bytes) => withFormat(bytes, 1));
    await expect(open(disk)).rejects.toMatchObject({ fault: 'written_by_newer' });
    expect(KEYS.map((path) => formatOf(disk, path))).toEqual([1, 1]);
  });

  it('is still there behind a damaged snapshot of format 2', async () => {
    const disk = await createFormat1Disk();
    const store = await open(disk);
    await store.compact();
    await store.close();
    const [older, newest] = snapshots(disk);
    expect(older).toMatch(/snap-2/);
    editFile(disk, newest!, (bytes) => bytes.fill(0, 90, 120));
    const again = await open(disk);
    for (const name of ['outbox', 'cases', 'device'] as const)
      expect(Object.fromEntries(again.data[name].entries())).toEqual(FORMAT_1[name]);
    expect(again.health().damaged).toBe(true);
    await again.close();
  });

  it('gives what can be read when none of its snapshots is whole', async () => {
    const disk = await createFormat1Disk();
    for (const path of snapshots(disk)) editFile(disk, path, (bytes) => bytes.subarray(0, -1));
    const store = await open(disk);
    for (const name of ['outbox', 'cases', 'device'] as const)
      expect(Object.fromEntries(store.data[name].entries())).toMatchObject(FORMAT_1[name]);
    expect(store.health().damaged).toBe(true);
    await store.close();
  });
});
