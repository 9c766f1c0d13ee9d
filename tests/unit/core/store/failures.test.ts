import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { copyDisk } from '../../../support/store/disk-images.ts';
import { createMemoryFiles, type FileOperation } from '../../../support/store/memory-files.ts';
import { openMemoryStore } from '../../../support/store/open-memory-store.ts';
import { createStorePorts } from '../../../support/store/store-ports.ts';

const batch = (seq: number) => ({ seq, prev: '', digest: 'x'.repeat(300), sentAt: 0, items: [] });

/** A store whose disk fails as `wanted` says at the moment. */
const openFailing = async () => {
  const wanted: { operation?: FileOperation; path: RegExp; code: string; times: number } = {
    path: /seg-/,
    code: 'EIO',
    times: 0,
  };
  const files = createMemoryFiles({
    fault: (operation, path) => {
      if (wanted.times === 0 || operation !== wanted.operation || !wanted.path.test(path))
        return undefined;
      wanted.times -= 1;
      return wanted.code;
    },
  });
  const ports = createStorePorts(files);
  const store = await openMemoryStore({ ports });
  await store.update((data) => data.batches.set('0', batch(0)));
  await setImmediate();
  return { store, ports, files, wanted };
};

const turns = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn += 1) await setImmediate();
};

describe.each(['write', 'sync'] as const)('a failed %s of the journal', (operation) => {
  it('rejects all that was under way and changes nothing in memory', async () => {
    const { store, wanted } = await openFailing();
    Object.assign(wanted, { operation, times: 1 });
    const results = await Promise.allSettled([
      store.update((data) => data.batches.set('1', batch(1))),
      store.update((data) => data.batches.set('0', batch(7))),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(results[0]).toMatchObject({ reason: { name: 'StoreError', fault: 'storage_failed' } });
    expect([...store.data.batches.entries()]).toEqual([['0', batch(0)]]);
    expect(store.health().canSave).toBe(false);
    await store.close();
  });

  it('is not what the next update meets, and what was rejected never comes back', async () => {
    const { store, files, wanted } = await openFailing();
    Object.assign(wanted, { operation, times: 1 });
    await expect(store.update((data) => data.batches.set('1', batch(1)))).rejects.toThrow();
    await store.update((data) => data.batches.set('2', batch(2)));
    expect(store.health()).toEqual({ damaged: false, canSave: true });
    const again = await openMemoryStore({ ports: createStorePorts(copyDisk(files)) });
    expect([...again.data.batches.entries()].map(([id]) => id)).toEqual(['0', '2']);
    expect(again.health().damaged).toBe(false);
    await again.close();
    await store.close();
  });

  it('is got over without anybody saving, after a while', async () => {
    const { store, ports, wanted } = await openFailing();
    Object.assign(wanted, { operation, times: 2 });
    await expect(store.update((data) => data.batches.set('1', batch(1)))).rejects.toThrow();
    ports.clock.advance(6000);
    await turns();
    expect(store.health().canSave).toBe(false);
    ports.clock.advance(6000);
    await turns();
    expect(store.health().canSave).toBe(true);
    await store.close();
  });
});

describe('a full disk', () => {
  const openOnSmallDisk = async () => {
    const disk = { capacity: 160_000 };
    const files = createMemoryFiles({ capacity: () => disk.capacity });
    const ports = createStorePorts(files);
    const store = await openMemoryStore({ ports });
    await turns();
    return { store, ports, files, disk };
  };
  type Small = Awaited<ReturnType<typeof openOnSmallDisk>>;

  /** Saves until the disk is full; answers the ids that were acknowledged. */
  const fill = async ({ store }: Small): Promise<string[]> => {
    const saved: string[] = [];
    for (let n = 0; n < 2000; n += 1) {
      try {
        await store.update((data) =>
          data.cases.set(`c${n}`, { local: 'l'.repeat(600) }, 'b'.repeat(600)),
        );
        saved.push(`c${n}`);
      } catch (error) {
        expect(error).toMatchObject({ name: 'StoreError', fault: 'storage_full' });
        return saved;
      }
      await setImmediate();
    }
    throw new Error('the disk was never full');
  };

  it('refuses new submissions, and has lost none that it took', async () => {
    const small = await openOnSmallDisk();
    const saved = await fill(small);
    expect(saved.length).toBeGreaterThan(5);
    expect(small.store.health().canSave).toBe(false);
    const again = await openMemoryStore({ ports: createStorePorts(copyDisk(small.files)) });
    expect([...again.data.cases.entries()].map(([id]) => id)).toEqual(saved);
    await again.close();
    await small.store.close();
  });

  it('still takes receipts and staff work', async () => {
    const small = await openOnSmallDisk();
    await fill(small);
    // More than fits into what is left of the segment: the reserve is needed.
    for (let n = 0; n < 50; n += 1)
      await small.store.update((data) => data.batches.set(`${n}`, batch(n)), { urgent: true });
    expect(small.store.data.batches.size).toBe(50);
    await expect(small.store.update((data) => data.cases.set('x', {}))).rejects.toMatchObject({
      fault: 'storage_full',
    });
    await small.store.close();
  });

  it('takes submissions again when somebody has made room', async () => {
    const small = await openOnSmallDisk();
    await fill(small);
    small.disk.capacity = 10_000_000;
    small.ports.clock.advance(6000);
    await turns();
    expect(small.store.health().canSave).toBe(true);
    await small.store.update((data) => data.cases.set('x', {}));
    await small.store.close();
  });

  it('makes room itself once what was sent may be deleted', async () => {
    const small = await openOnSmallDisk();
    const saved = await fill(small);
    for (const id of saved)
      await small.store.update((data) => data.cases.delete(id), { urgent: true });
    for (let round = 0; round < 4; round += 1) {
      small.ports.clock.advance(6000);
      await turns();
      await turns();
    }
    expect(small.store.health().canSave).toBe(true);
    await small.store.update((data) => data.cases.set('x', {}));
    await small.store.close();
  });

  it('is refused at the start in words, when there is not even room for a segment', async () => {
    const files = createMemoryFiles({ capacity: () => 4000 });
    await expect(openMemoryStore({ ports: createStorePorts(files) })).rejects.toMatchObject({
      name: 'StoreOpenError',
      fault: 'disk_failed',
    });
  });
});
