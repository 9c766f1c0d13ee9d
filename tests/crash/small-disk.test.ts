import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { openRealStore } from '../support/store/open-real-store.ts';

const place = mkdtempSync(join(tmpdir(), 'asan-small-disk-'));
const isMounted = ((): boolean => {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', place], { stdio: 'ignore' });
    return true;
  } catch {
    return false; // not permitted here: the tests below say that they were skipped
  }
})();
afterAll(() => {
  if (isMounted) execFileSync('umount', [place]);
  rmSync(place, { recursive: true, force: true });
});

const SETTINGS = {
  segmentBytes: 128 * 1024,
  reserveBytes: 256 * 1024,
  snapshotAfterBytes: 256 * 1024,
  retryAfter: 50,
};
const open = () => openRealStore(join(place, 'store'), join(place, 'kiosk.key'), SETTINGS);
const text = (n: number): string => `body ${n} `.repeat(400);

describe.skipIf(!isMounted)('a real file system of two megabytes', () => {
  it('fills up, refuses, loses nothing, serves staff, and is well again when there is room', async () => {
    writeFileSync(join(place, 'ballast'), Buffer.alloc(300 * 1024));
    const store = await open();
    const saved: number[] = [];
    let refused: unknown;
    for (let n = 0; n < 2000 && refused === undefined; n += 1)
      await store
        .update((data) => data.cases.set(`${n}`, { rev: n }, text(n)))
        .then(
          () => saved.push(n),
          (error: unknown) => (refused = error),
        );
    expect(refused).toMatchObject({ name: 'StoreError', fault: 'storage_full' });
    expect(saved.length).toBeGreaterThan(50);
    await store.update(
      (data) => data.batches.set('1', { seq: 1, prev: '', digest: '', sentAt: 0, items: [] }),
      { urgent: true },
    );
    await store.close();

    const again = await open();
    expect(again.data.cases.size).toBe(saved.length);
    expect(again.data.batches.size).toBe(1);
    for (const n of saved) expect(await again.readBody('cases', `${n}`)).toBe(text(n));
    rmSync(join(place, 'ballast'));
    for (let wait = 0; wait < 100 && !again.health().canSave; wait += 1) await setTimeout(50);
    expect(again.health()).toEqual({ damaged: false, canSave: true });
    await again.update((data) => data.cases.set('new', {}));
    await again.close();
  });
});
