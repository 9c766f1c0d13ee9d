import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createFailingDisk } from '../../../support/store/bad-sector.ts';
import { copyDisk, editFile, findFile } from '../../../support/store/disk-images.ts';
import { createMemoryFiles, type MemoryFiles } from '../../../support/store/memory-files.ts';
import { openMemoryStore } from '../../../support/store/open-memory-store.ts';
import { createStorePorts } from '../../../support/store/store-ports.ts';

const open = (files: MemoryFiles) => openMemoryStore({ ports: createStorePorts(files) });
type Opened = Awaited<ReturnType<typeof open>>;
const text = (n: number, round: number): string => `body ${n}/${round} `.repeat(50);
const save = (store: Opened, n: number, round = 0): Promise<void> =>
  store.update((data) => data.cases.set(`${n}`, { rev: round }, text(n, round)));
const files = (disk: MemoryFiles, pattern: RegExp): string[] =>
  [...disk.content.keys()].filter((path) => pattern.test(path));
const compactAll = async (store: Opened): Promise<void> => {
  for (let round = 0; round < 4; round += 1) {
    await store.compact();
    await setImmediate();
  }
};

describe('closing', () => {
  const snapshots = (disk: MemoryFiles): string[] => files(disk, /snap-\d+\.jl$/);
  const openWithSnapshot = async () => {
    const disk = createMemoryFiles();
    const store = await open(disk);
    await save(store, 1);
    await store.compact();
    return { disk, store, before: snapshots(disk) };
  };

  it('leaves a snapshot behind when the next start would have much to replay', async () => {
    const { disk, store, before } = await openWithSnapshot();
    for (let n = 0; n < 20; n += 1) await save(store, n);
    await store.close();
    expect(snapshots(disk)).not.toEqual(before);
    const again = await open(disk);
    expect(again.data.cases.size).toBe(20);
    await again.close();
  });

  it('writes nothing more when there is little', async () => {
    const { disk, store, before } = await openWithSnapshot();
    await save(store, 2);
    await store.close();
    expect(snapshots(disk)).toEqual(before);
  });

  it('ends all the same when the disk fails meanwhile', async () => {
    let broken = false;
    const disk = createMemoryFiles({
      fault: (operation, path) =>
        broken && operation === 'write' && path.includes('snap-') ? 'EIO' : undefined,
    });
    const store = await open(disk);
    for (let n = 0; n < 20; n += 1) await save(store, n);
    broken = true;
    await store.close();
    broken = false;
    const again = await open(disk);
    expect(again.data.cases.size).toBe(20);
    await again.close();
  });
});

describe('tidying up', () => {
  it('keeps two snapshots and drops segments whose records were all deleted', async () => {
    const disk = createMemoryFiles();
    const store = await open(disk);
    for (let n = 0; n < 200; n += 1) await save(store, n);
    expect(files(disk, /seg-/).length).toBeGreaterThan(8);
    await store.update((data) => {
      for (let n = 0; n < 200; n += 1) data.cases.delete(`${n}`);
    });
    await compactAll(store);
    expect(files(disk, /seg-/).length).toBeLessThan(5);
    expect(files(disk, /snap-\d+\.jl$/).length).toBe(2);
    await store.close();
  });

  it('moves the few bodies that are still needed out of old segments, and finds them after it', async () => {
    const disk = createMemoryFiles();
    const store = await open(disk);
    for (let n = 0; n < 200; n += 1) await save(store, n);
    await store.update((data) => {
      for (let n = 0; n < 200; n += 1) if (n % 10 > 0) data.cases.delete(`${n}`);
    });
    await compactAll(store);
    expect(files(disk, /seg-/).length).toBeLessThan(8);
    const check = async (opened: Opened): Promise<void> => {
      expect(opened.data.cases.size).toBe(20);
      for (let n = 0; n < 200; n += 10)
        expect(await opened.readBody('cases', `${n}`)).toBe(text(n, 0));
      expect(await opened.scrub()).toBe(0);
      expect(opened.health().damaged).toBe(false);
    };
    await check(store);
    const again = await open(copyDisk(disk));
    await check(again);
    await again.close();
    await store.close();
  });

  it('goes on while records change, and never brings an earlier one back', async () => {
    const disk = createMemoryFiles();
    const store = await open(disk);
    for (let n = 0; n < 100; n += 1) await save(store, n);
    for (let round = 1; round < 6; round += 1) {
      const tidy = store.compact();
      for (let n = 0; n < 100; n += 3) await save(store, n, round);
      await store.update((data) => data.cases.delete(`${round}`));
      await tidy;
    }
    const expected = Object.fromEntries(store.data.cases.entries());
    const again = await open(copyDisk(disk));
    expect(Object.fromEntries(again.data.cases.entries())).toEqual(expected);
    for (const [id, { rev }] of again.data.cases.entries())
      expect(await again.readBody('cases', id)).toBe(text(Number(id), rev ?? 0));
    await again.close();
    await store.close();
  });

  it('never writes an old record over one that changed while its body was moved', async () => {
    const disk = createMemoryFiles({ pause: () => setImmediate() });
    const store = await open(disk);
    for (let n = 0; n < 150; n += 1) await save(store, n);
    await store.update((data) => {
      for (let n = 0; n < 150; n += 1) if (n % 5 > 0) data.cases.delete(`${n}`);
    });
    const tidying = { runs: true };
    const tidy = compactAll(store).finally(() => {
      tidying.runs = false;
    });
    const check = async (): Promise<void> => {
      const expected = Object.fromEntries(store.data.cases.entries());
      const again = await open(copyDisk(disk));
      expect(Object.fromEntries(again.data.cases.entries())).toEqual(expected);
      await again.close();
    };
    const kept = Array.from({ length: 30 }, (_, index) => index * 5);
    for (let rev = 1; tidying.runs; rev += 1) {
      await setImmediate();
      // All at once, so that some are on their way to the disk when their body is to be moved.
      await Promise.all(kept.map((n) => store.update((data) => data.cases.set(`${n}`, { rev }))));
      for (let turn = 0; turn < rev % 5; turn += 1) await setImmediate();
      await check();
    }
    await tidy;
    for (const n of kept) expect(await store.readBody('cases', `${n}`)).toBe(text(n, 0));
    await store.close();
  });

  it('starts by itself when enough was written', async () => {
    const disk = createMemoryFiles();
    const store = await open(disk);
    for (let n = 0; n < 120; n += 1) {
      await save(store, n);
      await setImmediate();
    }
    expect(files(disk, /snap-\d+\.jl$/).length).toBeGreaterThan(0);
    await store.close();
  });

  it('reads bodies while they are moved', async () => {
    const disk = createMemoryFiles();
    const store = await open(disk);
    for (let n = 0; n < 150; n += 1) await save(store, n);
    await store.update((data) => {
      for (let n = 0; n < 150; n += 1) if (n % 5 > 0) data.cases.delete(`${n}`);
    });
    const tidy = compactAll(store);
    for (let round = 0; round < 10; round += 1)
      for (let n = 0; n < 150; n += 5)
        expect(await store.readBody('cases', `${n}`)).toBe(text(n, 0));
    await tidy;
    await store.close();
  });

  it('removes what an unfinished snapshot left', async () => {
    const disk = createMemoryFiles();
    await (await open(disk)).close();
    const path = `${findFile(disk, /seg-1/).replace('seg-1', 'snap-1')}.tmp`;
    disk.content.set(path, { bytes: Buffer.from('half'), size: 4 });
    const store = await open(disk);
    expect(disk.content.has(path)).toBe(false);
    await store.close();
  });
});

describe('a damaged body', () => {
  const withDamage = async () => {
    const disk = createMemoryFiles();
    const store = await open(disk);
    for (let n = 0; n < 60; n += 1) await save(store, n);
    await store.compact();
    await store.compact();
    await store.close();
    const copy = copyDisk(disk);
    editFile(copy, findFile(copy, /seg-1\.jl$/), (bytes) => bytes.fill(0xaa, 3000, 3010));
    return copy;
  };

  it('costs that body alone, raises the alarm, and the record stays', async () => {
    const ports = createStorePorts(await withDamage());
    const store = await openMemoryStore({ ports });
    expect(store.data.cases.size).toBe(60);
    expect(store.health().damaged).toBe(false);
    const bodies = await Promise.all(
      Array.from({ length: 60 }, (_, n) => store.readBody('cases', `${n}`)),
    );
    expect(bodies.filter((body) => body === undefined).length).toBe(1);
    expect(store.health()).toEqual({ damaged: true, canSave: true });
    await store.close();
  });

  it('is found in the background before anybody asks for it', async () => {
    const ports = createStorePorts(await withDamage());
    const store = await openMemoryStore({ ports });
    ports.clock.advance(60_000);
    for (let turn = 0; turn < 200; turn += 1) await setImmediate();
    expect(store.health().damaged).toBe(true);
    await store.close();
  });
});

describe('a sector that cannot be read any more', () => {
  const withBadBody = async () => {
    const disk = createMemoryFiles();
    const failing = createFailingDisk(disk);
    const store = await openMemoryStore({ ports: createStorePorts(failing.files) });
    for (let n = 0; n < 60; n += 1) await save(store, n);
    await failing.breakUnder(() => store.readBody('cases', '7'));
    return { disk, store };
  };

  it('costs the body that stands on it alone, and raises the alarm', async () => {
    const { store } = await withBadBody();
    const bodies = await Promise.all(
      Array.from({ length: 60 }, (_, n) => store.readBody('cases', `${n}`)),
    );
    expect(bodies.flatMap((body, n) => (body === undefined ? [n] : []))).toEqual([7]);
    expect(store.health()).toEqual({ damaged: true, canSave: true });
    await store.close();
  });

  it('keeps nothing else from being freed', async () => {
    const { disk, store } = await withBadBody();
    await store.update((data) => {
      for (let n = 0; n < 60; n += 1) if (n !== 7) data.cases.delete(`${n}`);
    });
    for (let n = 100; n < 250; n += 1) await save(store, n);
    await store.update((data) => {
      for (let n = 8; n < 250; n += 1) data.cases.delete(`${n}`);
    });
    await compactAll(store);
    expect(files(disk, /snap-\d+\.jl$/).length).toBe(2);
    // The one with the bad sector, the one that is written, and the next.
    expect(files(disk, /seg-\d+\.jl$/).length).toBe(3);
    await store.close();
  });
});

it('keeps two snapshots, also where no segment can be removed', async () => {
  const disk = createMemoryFiles({
    fault: (operation, path) =>
      operation === 'remove' && path.includes('seg-') ? 'EPERM' : undefined,
  });
  const store = await open(disk);
  for (let n = 0; n < 60; n += 1) await save(store, n);
  await store.update((data) => {
    for (let n = 0; n < 60; n += 1) data.cases.delete(`${n}`);
  });
  for (let round = 0; round < 6; round += 1) await store.compact().catch(() => undefined);
  expect(files(disk, /snap-\d+\.jl$/).length).toBe(2);
  await store.close();
});
