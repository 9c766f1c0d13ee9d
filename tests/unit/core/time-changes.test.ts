import { randomBytes } from 'node:crypto';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { formatMoment } from '../../../contract/domain/az-text.ts';
import { hashPin } from '../../../electron/core/features/staff/pin.ts';
import { createTestCore } from '../../support/core/create-test-core.ts';
import { createFakeClock, MONDAY } from '../../support/core/fake-clock.ts';
import { createModelPortal } from '../../support/core/model-portal.ts';
import { TREE_SERVICE } from '../../support/core/test-packs.ts';
import { createFakePrinter } from '../../support/printing/fake-printer.ts';

const PIN = '481516';
const YEAR = 31_536_000_000;
const HOUR = 3_600_000;
let staff: readonly object[];
beforeAll(async () => {
  const pin = await hashPin(PIN, randomBytes);
  staff = [{ number: '1001', name: 'Leyla', role: 'operator', pin }];
});

const zone = process.env['TZ'];
afterEach(() => {
  if (zone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zone;
});
/** As when somebody sets the machine's zone: Node takes it up at once. */
const moveTo = (name: string): void => {
  process.env['TZ'] = name;
};

/** 00:30 on 26 November in Baku, 25 November in London, 27 hours apart from end to end of the world. */
const HALF_PAST_MIDNIGHT = Date.parse('2026-11-25T20:30:00Z');

describe('a machine in another time zone', () => {
  test('is really in another one here', () => {
    moveTo('Pacific/Kiritimati');
    expect(new Date(HALF_PAST_MIDNIGHT).getTimezoneOffset()).toBe(-14 * 60);
    moveTo('America/New_York');
    expect(new Date(HALF_PAST_MIDNIGHT).getTimezoneOffset()).toBe(5 * 60);
  });

  test.each(['UTC', 'America/New_York', 'Pacific/Kiritimati', 'Europe/London', 'Asia/Baku'])(
    '%s: days, receipts and figures are those of Baku',
    async (name) => {
      moveTo(name);
      const printer = createFakePrinter();
      const clock = createFakeClock(HALF_PAST_MIDNIGHT);
      const kiosk = await createTestCore({ clock, printer, config: { staff } });
      await kiosk.enrolled();
      const screen = kiosk.screen();
      const receipt = await screen.apply();
      expect(formatMoment('en', receipt.savedAt)).toMatch(/^26 November 2026, 00:3\d$/u);
      // Fifteen working days from 27 November: the term of the service counts from the day after.
      expect(receipt.answerBy.date).toBe('2026-12-17');
      await screen.ask('printing.receipt', {
        applicationId: receipt.applicationId,
        language: 'en',
      });
      await kiosk.eventually(() => printer.orders.length === 1);
      expect(JSON.stringify(printer.orders[0])).toContain('26 November 2026, 00:3');
      printer.end();
      await screen.ask('staff.signIn', { number: '1001', pin: PIN });
      expect(await screen.ask('day.report', {})).toMatchObject({
        day: '2026-11-26',
        counts: { 'submissions/application': 1 },
      });
    },
  );

  test('set while a citizen fills in a form changes nothing of it', async () => {
    moveTo('Asia/Baku');
    const kiosk = await createTestCore({ clock: createFakeClock(HALF_PAST_MIDNIGHT) });
    await kiosk.enrolled();
    const screen = kiosk.screen();
    const before = await screen.apply();
    moveTo('America/New_York');
    const after = await screen.apply();
    expect(after.answerBy).toEqual(before.answerBy);
    expect(after.savedAt - before.savedAt).toBeLessThan(60_000);
  });
});

/** A kiosk whose own clock alone jumps: the portal's goes on. */
const jumpingKiosk = async () => {
  const clock = createFakeClock();
  const begin = clock.monotonic();
  const portal = await createModelPortal(() => MONDAY + clock.monotonic() - begin);
  const kiosk = await createTestCore({ clock, portal, config: { staff } });
  await kiosk.enrolled();
  return { kiosk, jump: (by: number) => clock.set(clock.now() + by) };
};

describe('a clock that jumps', () => {
  test.each([
    ['ten years ahead', 10 * YEAR],
    ['ten years back', -10 * YEAR],
    ['an hour back, as at the end of summer', -HOUR],
  ])('%s: the session, its form and what is saved go on as before', async (_, by) => {
    const { kiosk, jump } = await jumpingKiosk();
    const screen = kiosk.screen();
    const first = await screen.apply();
    const { applicationId } = await screen.ask('applications.start', {
      serviceId: TREE_SERVICE.id,
    });
    jump(by);
    kiosk.clock.advance(60_000);
    // Nobody was wiped early, and time was not counted by the clock on the wall.
    expect(kiosk.core.isFree()).toBe(false);
    await screen.ask('applications.saveDraft', { applicationId, answers: {} });
    const second = await screen.apply();
    expect(second.savedAt - first.savedAt).toBeGreaterThanOrEqual(60_000);
    expect(second.savedAt - first.savedAt).toBeLessThan(HOUR / 2);
    for (const { applicationId: id } of [first, second])
      await kiosk.eventually(
        () => kiosk.store.data.outbox.get(id)?.state === 'received',
        'received',
      );
    await screen.ask('staff.signIn', { number: '1001', pin: PIN });
    const { clockOffset, alarms } = await screen.ask('staff.health', {});
    expect(Math.abs(clockOffset + by)).toBeLessThan(HOUR / 2);
    expect(alarms).toEqual([]);
  });

  test('does not end or prolong the time for which an untouched session stays', async () => {
    const { kiosk, jump } = await jumpingKiosk();
    const screen = kiosk.screen();
    await screen.ask('session.begin', { language: 'az' });
    jump(-YEAR);
    kiosk.clock.advance(60_000);
    expect(kiosk.core.isFree()).toBe(false);
    kiosk.clock.advance(60_000);
    expect(kiosk.core.isFree()).toBe(true);
  });

  test('does not throw away what citizens have put aside', async () => {
    const { kiosk, jump } = await jumpingKiosk();
    const screen = kiosk.screen();
    await screen.ask('session.begin', { language: 'az' });
    const { applicationId } = await screen.ask('applications.start', {
      serviceId: TREE_SERVICE.id,
    });
    const slip = await screen.ask('drafts.keep', { applicationId, answers: {} });
    jump(10 * YEAR);
    kiosk.clock.advance(3 * HOUR);
    await screen.ask('session.begin', { language: 'az' });
    expect(
      await screen.call('drafts.restore', { number: slip.number, code: slip.code }),
    ).toMatchObject({ ok: true });
  });
});
