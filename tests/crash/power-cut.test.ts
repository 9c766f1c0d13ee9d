import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildProgram } from '../support/store/build-program.ts';
import { openRealStore } from '../support/store/open-real-store.ts';
import { Ledger, startLife } from '../support/store/saving-life.ts';

const CUTS = Number(process.env.STORE_POWER_CUTS ?? 40);
const SETTINGS = { segmentBytes: 64 * 1024, reserveBytes: 64 * 1024 };
const root = mkdtempSync(join(tmpdir(), 'asan-power-cut-'));
const image = join(root, 'disk.img');
const place = join(root, 'disk');
const cutter = join(import.meta.dirname, '../support/store/cut-power.py');

const run = (command: string, ...args: string[]): void => {
  execFileSync(command, args, { stdio: 'ignore' });
};
const mount = (): void => run('mount', '-o', 'loop', image, place);
const unmount = (): void => run('umount', place);

/** An ext4 of our own whose power can be cut; needs root, loop devices, ext4 tools and Python. */
const isPossible = ((): boolean => {
  try {
    mkdirSync(place);
    run('truncate', '-s', '64M', image);
    run('mkfs.ext4', '-q', image);
    mount();
    run('python3', cutter, place);
    unmount();
    return true;
  } catch {
    return false; // not permitted here: the tests below say that they were skipped
  }
})();

let program: string;
beforeAll(async () => {
  program = await buildProgram(
    join(import.meta.dirname, '../support/store/saving-program.ts'),
    root,
  );
});
afterAll(() => {
  try {
    unmount();
  } catch {
    // Not mounted: every round unmounts what it mounted, this is for a round that failed.
  }
  rmSync(root, { recursive: true, force: true });
});

describe.skipIf(!isPossible)('a store on a real ext4 whose power is cut', () => {
  it(`has every acknowledged record after each of ${CUTS} cuts, and sets no alarm`, async () => {
    const ledger = new Ledger();
    const folder = join(place, 'store');
    const keyFile = join(root, 'kiosk.key');
    for (let cut = 0; cut < CUTS; cut += 1) {
      mount();
      const args = [folder, keyFile, `${ledger.next}`];
      const running = startLife(program, args, join(root, 'output.txt'));
      if (cut % 4 > 0) await running.started;
      await setTimeout((cut * 53) % 200);
      run('python3', cutter, place);
      ledger.add(await running.kill());
      unmount();

      mount();
      const store = await openRealStore(folder, keyFile, SETTINGS);
      const found = new Map(store.data.batches.entries());
      expect(ledger.missing(new Set(found.keys())), `cut ${cut}`).toEqual([]);
      if (cut % 10 === 9) expect(await store.scrub()).toBe(0);
      expect(store.health().damaged, `cut ${cut}`).toBe(false);
      await store.close();
      unmount();
    }
    expect(ledger.size).toBeGreaterThan(100);
  });
});
