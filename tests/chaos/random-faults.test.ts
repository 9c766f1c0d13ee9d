import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { copyDisk } from '../support/chaos/disk.ts';
import { type FaultProxy, startFaultProxy } from '../support/chaos/fault-proxy.ts';
import { expectEachExactlyOnce } from '../support/chaos/register.ts';
import { alwaysPass, FAULT_KINDS, randomFaults } from '../support/chaos/schedule.ts';
import { createSeededRandom, type SeededRandom } from '../support/chaos/seeded-random.ts';
import { startSyncKiosk, type SyncKiosk } from '../support/chaos/sync-kiosk.ts';
import { startTestPortal, type TestPortal } from '../support/portal/start-test-portal.ts';

/** `CHAOS_SEED` repeats a run; `CHAOS=long` makes many more, longer ones. */
const LONG = process.env['CHAOS'] === 'long';
const FIRST_SEED = Number(process.env['CHAOS_SEED'] ?? 20_261_123);
const RUNS = LONG ? 40 : 3;
const STEPS = LONG ? 120 : 25;
const KIOSKS = 2;

let portal: TestPortal;
let proxy: FaultProxy;

beforeEach(async () => {
  portal = await startTestPortal();
  proxy = await startFaultProxy({ target: portal.url, patience: 2_000 });
});
afterEach(async () => {
  await proxy.stop();
  await portal.dispose();
});

/** Its process dies in the middle of things; another one starts on what is on the disk. */
const crash = async (kiosk: SyncKiosk): Promise<SyncKiosk> => {
  kiosk.kill();
  return startSyncKiosk({ ...portal, url: proxy.url, disk: await copyDisk(kiosk.disk) });
};

const enrolKiosk = async (): Promise<SyncKiosk> => {
  const enrolmentCode = await portal.newEnrolmentCode();
  const kiosk = await startSyncKiosk({ ...portal, url: proxy.url, enrolmentCode });
  await kiosk.enrolled();
  return kiosk;
};

/** One thing that happens at a centre in a day: people submit, staff pull the plug, the network changes. */
const live = async (kiosks: SyncKiosk[], random: SeededRandom, saved: string[]): Promise<void> => {
  const place = random.below(kiosks.length);
  const what = random.fraction();
  if (what < 0.6) saved.push(...(await kiosks[place]!.save(1 + random.below(4))));
  else if (what < 0.7) kiosks[place] = await crash(kiosks[place]!);
  else if (what < 0.8) kiosks[place]!.reconnect();
  else await sleep(random.below(20));
};

describe('a network that does everything wrong', () => {
  for (let seed = FIRST_SEED; seed < FIRST_SEED + RUNS; seed += 1)
    it(`loses and doubles nothing (seed ${seed})`, async () => {
      const random = createSeededRandom(seed);
      const kiosks = await Promise.all(Array.from({ length: KIOSKS }, enrolKiosk));
      const saved: string[] = [];
      const rate = 0.3 + 0.6 * random.fraction();
      proxy.follow(randomFaults(createSeededRandom(seed * 31), rate));
      for (let step = 0; step < STEPS; step += 1) await live(kiosks, random, saved);
      const met = new Set(proxy.exchanges.map(({ fault }) => fault));
      proxy.follow(alwaysPass);
      await Promise.all(
        kiosks.map(async (kiosk) => {
          kiosk.reconnect();
          await kiosk.settled();
        }),
      );
      expect(met.size, 'kinds of faults').toBeGreaterThan(1);
      await expectEachExactlyOnce(portal.portal, saved, kiosks);
      await Promise.all(kiosks.map((kiosk) => kiosk.stop()));
    });

  it('enrols a kiosk once through every kind of fault', async () => {
    for (const kind of FAULT_KINDS) {
      const random = createSeededRandom(FIRST_SEED);
      const faulty = randomFaults(random, 1, [kind]);
      let left = 3;
      proxy.follow((passenger) => ((left -= 1) >= 0 ? faulty(passenger) : alwaysPass(passenger)));
      const kiosk = await enrolKiosk();
      await kiosk.stop();
    }
    const { db } = portal.portal.context;
    const known = await db.selectFrom('kiosks').select('id').execute();
    expect(known).toHaveLength(FAULT_KINDS.length);
  });
});
