import { setImmediate } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { takeTogether, type FoundLine } from '../../../../electron/core/store/replay.ts';
import { scanLines } from '../../../../electron/core/store/scan.ts';
import { copyDisk, editFile, findFile } from '../../../support/store/disk-images.ts';
import {
  createMemoryFiles,
  systemError,
  type MemoryFiles,
} from '../../../support/store/memory-files.ts';
import { openMemoryStore, STORE_FOLDER } from '../../../support/store/open-memory-store.ts';
import { createChance } from '../../../support/store/seeded-chance.ts';
import { createSimulatedDisk } from '../../../support/store/simulated-disk.ts';
import { createStorePorts } from '../../../support/store/store-ports.ts';

const batch = (seq: number) => ({ seq, prev: '', digest: `d${seq}`, sentAt: 0, items: [] });
const open = (files: MemoryFiles) => openMemoryStore({ ports: createStorePorts(files) });
const ids = (store: Awaited<ReturnType<typeof open>>): string[] =>
  [...store.data.batches.entries()].map(([id]) => id);

const SAVED = Array.from({ length: 12 }, (_, n) => `${n}`);

/** A disk with twelve records in one segment, killed without a vouch line. */
const createDisk = async (): Promise<MemoryFiles> => {
  const files = createMemoryFiles();
  const store = await open(files);
  for (const id of SAVED)
    await store.update((data) => data.batches.set(id, batch(Number(id)), `body ${id}`));
  const disk = copyDisk(files);
  await store.close();
  return disk;
};

let original: MemoryFiles;
beforeAll(async () => {
  original = await createDisk();
});

const segment = (): string => findFile(original, /seg-1\.jl$/);
/** The line that saved a record; two that begin the segment come before. */
const lineOf = (id: number) => scanLines(original.readAll(segment())).lines[id + 2]!;
const quarantined = (files: MemoryFiles): string[] =>
  [...files.content.keys()]
    .filter((path) => path.includes('/quarantine/'))
    .map((path) => path.split('/').at(-1)!);

describe('recovery', () => {
  it('takes a torn last line for what it is: no alarm, a copy of it, nothing else lost', async () => {
    const disk = copyDisk(original);
    const last = lineOf(11);
    editFile(disk, segment(), (bytes) => bytes.fill(0, last.start + 60, last.end));
    const store = await open(disk);
    expect(ids(store)).toEqual(SAVED.slice(0, -1));
    expect(store.health().damaged).toBe(false);
    expect(quarantined(disk)).toEqual([`torn-seg-1-${last.start}.bin`]);
    await store.close();
  });

  it('raises the alarm when a line is damaged that a later one vouches for, and runs on', async () => {
    const disk = copyDisk(original);
    const hit = lineOf(4);
    editFile(disk, segment(), (bytes) => bytes.fill(0xee, hit.start + 70, hit.start + 80));
    const store = await open(disk);
    expect(ids(store)).toEqual(SAVED.filter((id) => id !== '4'));
    expect(store.health()).toEqual({ damaged: true, canSave: true });
    expect(quarantined(disk).sort()).toEqual([
      'damage-missing-7-7.bin',
      `damage-seg-1-${hit.start}.bin`,
    ]);
    await store.update((data) => data.batches.set('new', batch(99)));
    await store.close();
  });

  it('keeps the alarm over restarts until staff have seen it, and never raises it for that again', async () => {
    const disk = copyDisk(original);
    editFile(disk, segment(), (bytes) =>
      bytes.fill(0xee, lineOf(4).start + 70, lineOf(4).start + 80),
    );
    for (let start = 0; start < 2; start += 1) {
      const store = await open(disk);
      expect(store.health().damaged).toBe(true);
      await store.close();
    }
    const seen = await open(disk);
    expect(seen.damage()).toEqual({ unseen: 2, seen: 0 });
    await seen.acknowledgeDamage();
    expect(seen.health().damaged).toBe(false);
    expect(seen.damage()).toEqual({ unseen: 0, seen: 2 });
    await seen.close();
    const later = await open(disk);
    expect(later.health().damaged).toBe(false);
    expect(quarantined(disk).every((name) => name.startsWith('seen-damage-'))).toBe(true);
    await later.close();
  });

  /** Where line 4 is damaged, on a disk with faults of its own. */
  const openDamaged = async (options: Parameters<typeof copyDisk>[1]) => {
    const disk = copyDisk(original, options);
    const { start } = lineOf(4);
    editFile(disk, segment(), (bytes) => bytes.fill(0xee, start + 70, start + 80));
    return open(disk);
  };

  it('keeps the alarm when the disk does not take that staff have seen it', async () => {
    let broken = true;
    const store = await openDamaged({
      fault: (operation, path) =>
        broken && operation === 'rename' && path.endsWith('.bin') ? 'EIO' : undefined,
    });
    await expect(store.acknowledgeDamage()).rejects.toMatchObject({ fault: 'storage_failed' });
    expect(store.health().damaged).toBe(true);
    broken = false;
    await store.acknowledgeDamage();
    expect(store.health().damaged).toBe(false);
    await store.close();
  });

  it('lets staff end the alarm although a copy for the quarantine could not be made', async () => {
    const store = await openDamaged({
      fault: (operation, path) =>
        operation === 'write' && path.includes('/quarantine/damage-seg') ? 'EIO' : undefined,
    });
    await store.acknowledgeDamage();
    expect(store.health().damaged).toBe(false);
    await store.close();
  });

  it('keeps the alarm for damage that is found while staff end an earlier one', async () => {
    const disk = copyDisk(original);
    const { start } = lineOf(4);
    editFile(disk, segment(), (bytes) => bytes.fill(0xee, start + 70, start + 80));
    let lost: Promise<number> | undefined;
    const store: Awaited<ReturnType<typeof open>> = await open({
      ...disk,
      rename: async (from, to) => {
        await disk.rename(from, to);
        if (!to.includes('/quarantine/seen-') || lost !== undefined) return;
        const { start: later } = lineOf(6);
        editFile(disk, segment(), (bytes) => bytes.fill(0xee, later + 70, later + 80));
        lost = store.scrub();
        await lost;
      },
    });
    await store.acknowledgeDamage();
    expect(await lost).toBe(1);
    expect(store.health().damaged).toBe(true);
    await store.close();
  });

  it('keeps the alarm over a power cut right after the start that raised it', async () => {
    const hit = lineOf(4);
    const content = new Map(
      [...original.content.keys()].map((path) => [path, original.readAll(path)]),
    );
    content.get(segment())!.fill(0xee, hit.start + 70, hit.start + 80);
    const disk = createSimulatedDisk(content);
    const store = await openMemoryStore({ ports: createStorePorts(disk) });
    expect(store.health().damaged).toBe(true);
    const after = disk.afterCut('nothing', createChance(1));
    const again = await openMemoryStore({ ports: createStorePorts(after) });
    expect(again.health().damaged).toBe(true);
    await again.close();
  });

  it('writes lines that nothing vouches for once more', async () => {
    const disk = copyDisk(original);
    const last = lineOf(11);
    const line = Buffer.from(disk.readAll(segment()).subarray(last.start, last.end));
    const store = await open(disk);
    expect(
      [...disk.content.keys()].some(
        (path) => path !== segment() && path.includes('seg-') && disk.readAll(path).includes(line),
      ),
    ).toBe(true);
    // The page that held it was only in memory: now the old copy is gone.
    editFile(disk, segment(), (bytes) => bytes.fill(0, last.start, last.end));
    expect(await store.readBody('batches', '11')).toBe('body 11');
    const again = await open(copyDisk(disk));
    expect(ids(again)).toEqual(SAVED);
    expect(await again.readBody('batches', '11')).toBe('body 11');
    await again.close();
    await store.close();
  });

  it('vouches for the last commit after a quiet second', async () => {
    const disk = copyDisk(original);
    const ports = createStorePorts(disk);
    const store = await openMemoryStore({ ports });
    await store.update((data) => data.batches.set('last', batch(77)));
    ports.clock.advance(1500);
    await setImmediate();
    await setImmediate();
    const left = copyDisk(disk);
    const path = [...left.content.keys()].find(
      (each) =>
        each.includes('seg-') &&
        scanLines(left.readAll(each)).lines.length > 2 &&
        each !== segment(),
    )!;
    const lines = scanLines(left.readAll(path)).lines;
    const hit = lines.at(-2)!;
    editFile(left, path, (bytes) => bytes.fill(1, hit.start + 60, hit.start + 65));
    const again = await open(left);
    expect(again.health().damaged).toBe(true);
    await again.close();
    await store.close();
  });

  it('notices a whole segment that is gone', async () => {
    const files = createMemoryFiles();
    const store = await open(files);
    for (let n = 0; n < 60; n += 1)
      await store.update((data) => data.batches.set(`${n}`, batch(n), 'b'.repeat(300)));
    await store.close();
    const disk = copyDisk(files);
    const first = [...disk.content.keys()]
      .filter((path) => /seg-\d+\.jl$/.test(path))
      .sort((a, b) => Number(/seg-(\d+)/.exec(a)![1]) - Number(/seg-(\d+)/.exec(b)![1]));
    disk.content.delete(first.at(-3)!);
    const again = await open(disk);
    const bodies = await again.scrub();
    expect(again.health().damaged || bodies > 0).toBe(true);
    await again.close();
  });
});

describe('a snapshot', () => {
  const withTwo = async (): Promise<MemoryFiles> => {
    const files = createMemoryFiles();
    const store = await open(files);
    for (const id of SAVED)
      await store.update((data) => data.batches.set(id, batch(1), `body ${id}`));
    await store.compact();
    for (const id of SAVED) await store.update((data) => data.batches.set(id, batch(2)));
    await store.update((data) => data.batches.delete('0'));
    await store.compact();
    await store.update((data) => data.batches.set('1', batch(3)));
    const disk = copyDisk(files);
    await store.close();
    return disk;
  };
  const expected = Object.fromEntries(SAVED.slice(1).map((id) => [id, batch(id === '1' ? 3 : 2)]));

  it('and what came after it are the whole state', async () => {
    const disk = await withTwo();
    const store = await open(disk);
    expect(Object.fromEntries(store.data.batches.entries())).toEqual(expected);
    expect(await store.readBody('batches', '1')).toBe('body 1');
    expect(store.health().damaged).toBe(false);
    await store.close();
  });

  it.each([
    [
      'cut short by its footer',
      (bytes: Buffer) => bytes.subarray(0, scanLines(bytes).lines.at(-1)!.start),
    ],
    ['cut short by one byte', (bytes: Buffer) => bytes.subarray(0, -1)],
    ['empty', () => Buffer.alloc(0)],
    ['hit in the middle', (bytes: Buffer) => bytes.fill(0, 100, 140)],
    [
      'without one line of rows',
      (bytes: Buffer) => {
        const { start, end } = scanLines(bytes).lines[1]!;
        return Buffer.concat([bytes.subarray(0, start), bytes.subarray(end)]);
      },
    ],
  ])('that is %s is not believed: the one before it and the journal are', async (_, edit) => {
    const disk = await withTwo();
    editFile(disk, findFile(disk, /snap-2\.jl$/), edit);
    const store = await open(disk);
    expect(Object.fromEntries(store.data.batches.entries())).toEqual(expected);
    expect(store.health().damaged).toBe(true);
    await store.close();
  });

  it('that is damaged with no other left still gives what can be read', async () => {
    const disk = await withTwo();
    for (const path of [...disk.content.keys()].filter((each) => each.includes('snap-')))
      editFile(disk, path, (bytes) => bytes.subarray(0, scanLines(bytes).lines.at(-1)!.start));
    const store = await open(disk);
    expect(Object.fromEntries(store.data.batches.entries())).toMatchObject(expected);
    expect(store.health()).toEqual({ damaged: true, canSave: true });
    await store.close();
  });

  it('of another number is not believed', async () => {
    const disk = await withTwo();
    const newest = findFile(disk, /snap-2\.jl$/);
    disk.content.set(`${STORE_FOLDER}/snap-9.jl`, disk.content.get(newest)!);
    disk.content.delete(newest);
    const store = await open(disk);
    expect(Object.fromEntries(store.data.batches.entries())).toEqual(expected);
    expect(store.health().damaged).toBe(true);
    await store.close();
  });
});

describe('a page of the journal that cannot be read', () => {
  const writtenLast = (disk: MemoryFiles): string =>
    [...disk.content.keys()]
      .filter((path) => /seg-\d+\.jl$/.test(path) && disk.readAll(path).some((byte) => byte > 0))
      .sort()
      .at(-1)!;

  it('is damage although nothing after it says so, and its segment is not written into', async () => {
    const disk = createMemoryFiles();
    const first = await open(disk);
    await first.update((data) => data.batches.set('a', batch(1)));
    await first.close();
    const path = writtenLast(disk);
    const before = disk.readAll(path);
    const unreadable: MemoryFiles = {
      ...disk,
      open: async (name, mode) => {
        const handle = await disk.open(name, mode);
        const fails = (): Promise<never> => Promise.reject(systemError('EIO', 'read', name));
        return name === path ? { ...handle, read: fails } : handle;
      },
    };
    const store = await open(unreadable);
    expect(store.health().damaged).toBe(true);
    await store.update((data) => data.batches.set('b', batch(2)));
    expect(disk.readAll(path).equals(before)).toBe(true);
    await store.close();
  });
});

describe('a line that is missing', () => {
  const line = (seq: number, durable: number): FoundLine => ({
    ...{ seq, durable, operations: [] },
    ...{ segment: 1, offset: seq * 100, length: 100 },
  });

  it('was torn off where no later line vouches for it, and is damage where one does', () => {
    const torn = takeTogether([line(1, 0), line(3, 1)], 0);
    expect(torn).toMatchObject({ lost: [], torn: [[2, 2]] });
    const lost = takeTogether([line(1, 0), line(3, 2)], 0);
    expect(lost).toMatchObject({ lost: [[2, 2]], torn: [] });
  });
});
