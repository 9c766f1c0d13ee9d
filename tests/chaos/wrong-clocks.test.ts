import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createFastClock } from '../support/chaos/fast-clock.ts';
import { expectEachExactlyOnce } from '../support/chaos/register.ts';
import { SPEED, startSyncKiosk, type SyncKiosk } from '../support/chaos/sync-kiosk.ts';
import {
  createMovableClock,
  type MovableClock,
  startTestPortal,
  type TestPortal,
} from '../support/portal/start-test-portal.ts';

const DAY = 24 * 60 * 60 * 1000;
const YEAR = 365 * DAY;
const NOW = Date.now();

let clock: MovableClock;
let portal: TestPortal;
let kiosk: SyncKiosk | undefined;

/** Of all tests here, which share one portal. */
const sent: string[] = [];

beforeAll(async () => {
  clock = createMovableClock(NOW);
  portal = await startTestPortal({ ports: { clock } });
});
afterEach(async () => {
  await kiosk?.stop();
  kiosk = undefined;
  clock.set(NOW);
});
afterAll(() => portal.dispose());

const startKiosk = async (lead: number): Promise<SyncKiosk> => {
  kiosk = await startSyncKiosk({
    ...portal,
    enrolmentCode: await portal.newEnrolmentCode(),
    clock: createFastClock({ speed: SPEED, lead }),
  });
  await kiosk.enrolled();
  return kiosk;
};

/** Day of registration of each case, as the portal counts. */
const registrationDays = async (): Promise<ReadonlySet<string>> => {
  const rows = await portal.portal.context.db.selectFrom('cases').select('registered_on').execute();
  return new Set(rows.map((row) => row.registered_on));
};

describe('clocks that are years wrong', () => {
  it.each([
    ['ten years ahead', 10 * YEAR],
    ['twenty years behind', -20 * YEAR],
    ['at the beginning of time', -Date.now()],
  ])('a kiosk %s delivers each submission once, on the portal’s day', async (_name, lead) => {
    const today = new Date(clock.now() + 4 * 60 * 60 * 1000).toISOString().slice(0, 10);
    const own = await startKiosk(lead);
    sent.push(...(await own.save(2)), ...(await own.save(2)));
    await own.settled();
    await expectEachExactlyOnce(portal.portal, sent, [own]);
    expect(await registrationDays()).toEqual(new Set([today]));
  });

  it('a portal whose clock jumps by years and back takes each submission once', async () => {
    const own = await startKiosk(0);
    for (const jump of [0, 3 * YEAR, -6 * YEAR, 3 * YEAR]) {
      clock.advance(jump);
      sent.push(...(await own.save(2)));
      await own.settled();
    }
    await expectEachExactlyOnce(portal.portal, sent, [own]);
  });

  it('a portal years ahead does not make the kiosk drop what was never confirmed', async () => {
    const own = await startKiosk(0);
    sent.push(...(await own.save(1)));
    await own.settled();
    clock.advance(5 * YEAR);
    const saved = await own.save(3);
    sent.push(...saved);
    await own.settled();
    await expectEachExactlyOnce(portal.portal, sent, [own]);
    for (const id of saved) expect(own.outbox().get(id)?.state).toBe('received');
  });
});
