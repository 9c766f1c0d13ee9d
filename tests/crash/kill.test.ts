import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildProgram } from '../support/store/build-program.ts';
import { openRealStore } from '../support/store/open-real-store.ts';
import { Ledger, startLife } from '../support/store/saving-life.ts';

const KILLS = Number(process.env.STORE_KILLS ?? 200);

let root: string;
let program: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'asan-kill-'));
  program = await buildProgram(
    join(import.meta.dirname, '../support/store/saving-program.ts'),
    root,
  );
});
afterAll(() => rm(root, { recursive: true, force: true }));

const start = (folder: string, from: number) =>
  startLife(program, [folder, join(root, 'kiosk.key'), `${from}`], join(root, 'output.txt'));

describe('a store whose process is killed', () => {
  it(`has every acknowledged record after each of ${KILLS} kills, and sets no alarm`, async () => {
    const folder = join(root, 'data');
    const ledger = new Ledger();
    for (let kill = 0; kill < KILLS; kill += 1) {
      const running = start(folder, ledger.next);
      // Every third time already while it opens.
      if (kill % 3 > 0) await running.started;
      await setTimeout((kill * 37) % 90);
      const life = await running.kill();
      expect(life.errors).toEqual([]);
      if (life.health !== undefined) expect(life.health, `kill ${kill}`).toBe('sound');
      if (life.found) expect(ledger.missing(life.found), `kill ${kill}`).toEqual([]);
      ledger.add(life);
    }
    const store = await openRealStore(folder, join(root, 'kiosk.key'));
    const found = new Map(store.data.batches.entries());
    expect(ledger.missing(new Set(found.keys()))).toEqual([]);
    expect(ledger.size).toBeGreaterThan(100);
    for (const [id, { seq }] of found) {
      expect(seq).toBe(Number(id));
      expect(await store.readBody('batches', id)).toBe(`body ${id} `.repeat(40));
    }
    await store.close();
  });

  it('refuses a second process while it lives, and lets it in after a kill', async () => {
    const folder = join(root, 'shared');
    const running = start(folder, 0);
    await running.started;
    await expect(openRealStore(folder, join(root, 'kiosk.key'))).rejects.toMatchObject({
      fault: 'folder_in_use',
    });
    await running.kill();
    const store = await openRealStore(folder, join(root, 'kiosk.key'));
    await store.close();
  });
});
