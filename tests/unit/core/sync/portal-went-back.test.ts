import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { hashPin } from '../../../../electron/core/features/staff/pin.ts';
import { createTestCore, type TestCore } from '../../../support/core/create-test-core.ts';

const PIN = '481516';
let staff: readonly object[];
beforeAll(async () => {
  const pin = await hashPin(PIN, randomBytes);
  staff = [{ number: '1001', name: 'Leyla', role: 'operator', pin }];
});

const openKiosk = async (): Promise<TestCore> => {
  const kiosk = await createTestCore({ config: { staff } });
  await kiosk.enrolled();
  return kiosk;
};
/** As the portal hears it with each question, and as staff see it. */
const alarmsOf = ({ portal }: TestCore) => portal.heartbeats.at(-1)?.alarms ?? [];
const staffAlarms = async (kiosk: TestCore) => {
  const screen = kiosk.screen();
  await screen.ask('staff.signIn', { number: '1001', pin: PIN });
  return (await screen.ask('staff.health', {})).alarms;
};
const apply = async (kiosk: TestCore): Promise<string> => {
  const { applicationId } = await kiosk.screen().apply();
  await kiosk.eventually(
    () => kiosk.store.data.outbox.get(applicationId)?.state === 'received',
    'received',
  );
  return applicationId;
};
const questions = ({ portal }: TestCore, more: number) => {
  const until = portal.heartbeats.length + more;
  return () => portal.heartbeats.length >= until;
};
const told = ({ log }: TestCore) => log.filter(({ event }) => event === 'sync.portal_went_back');

// Many exchanges of a fake half minute each: more than the usual time on a busy machine.
describe('a portal that was restored without a new epoch', { timeout: 60_000 }, () => {
  it('is noticed by the kiosk: it has fewer batches than it confirmed', async () => {
    const kiosk = await openKiosk();
    await apply(kiosk);
    const goBack = kiosk.portal.backup();
    await apply(kiosk);
    await kiosk.eventually(questions(kiosk, 2), 'some exchanges');
    expect(alarmsOf(kiosk)).toEqual([]);
    expect(await staffAlarms(kiosk)).toEqual([]);

    await goBack({ quietly: true });
    await kiosk.eventually(() => alarmsOf(kiosk).includes('portal_went_back'), 'the alarm');
    expect(await staffAlarms(kiosk)).toEqual(['portal_went_back']);
    await kiosk.eventually(questions(kiosk, 2), 'more exchanges');
    // Said once in the log, not at each exchange.
    expect(told(kiosk)).toMatchObject([{ level: 'error', details: { confirmed: 2, has: 1 } }]);
  });

  it('is still an alarm after a restart, and none any more once the portal has a new epoch and everything again', async () => {
    const kiosk = await openKiosk();
    const goBack = kiosk.portal.backup();
    const first = await apply(kiosk);
    await goBack({ quietly: true });
    await kiosk.eventually(() => alarmsOf(kiosk).includes('portal_went_back'), 'the alarm');
    expect(kiosk.portal.registrations().has(first)).toBe(false);
    await kiosk.core.stop();

    const { portal, clock } = kiosk;
    const after = await createTestCore({
      store: kiosk.store.afterPowerCut(),
      portal,
      clock,
      config: { staff },
    });
    expect(await staffAlarms(after)).toEqual(['portal_went_back']);
    // What the operator does then, see docs/operate.md.
    await portal.backup()();
    await after.eventually(() => portal.registrations().has(first), 'offered again');
    await after.eventually(() => alarmsOf(after).length === 0, 'no alarm any more');
    expect(await staffAlarms(after)).toEqual([]);
    expect(portal.registered.filter(({ id }) => id === first)).toHaveLength(2);
    await after.core.stop();
  });
});
