import { describe, expect, test } from 'vitest';
import { minuteBand } from '../../../contract/counters.ts';
import { createCounters } from '../../../electron/core/counters.ts';
import { createTestCore, createTestLog } from '../../support/core/create-test-core.ts';
import { createFakeClock } from '../../support/core/fake-clock.ts';
import { createMemoryStore } from '../../support/core/memory-store.ts';
import { TREE_SERVICE } from '../../support/core/test-packs.ts';

const setUp = () => {
  const clock = createFakeClock();
  const store = createMemoryStore();
  const day = { today: '2026-11-25' };
  const counters = createCounters({
    store,
    clock,
    log: createTestLog().log,
    time: { today: () => day.today },
  });
  return { clock, store, counters, day };
};
const countsOf = async (counters: ReturnType<typeof setUp>['counters'], day = '2026-11-25') =>
  (await counters.days()).find((one) => one.day === day)?.counts;

describe('counters', () => {
  test('add up by day, name and key', async () => {
    const { counters, day } = setUp();
    counters.note('ratings', '5');
    counters.note('ratings', '5');
    counters.note('printer', 'failed');
    day.today = '2026-11-26';
    counters.note('ratings', '5');
    expect(await countsOf(counters)).toEqual({ 'ratings/5': 2, 'printer/failed': 1 });
    expect(await countsOf(counters, '2026-11-26')).toEqual({ 'ratings/5': 1 });
  });

  test('are written together, some seconds later, and survive a restart', async () => {
    const { counters, clock, store } = setUp();
    for (let count = 0; count < 50; count += 1) counters.note('sessions', 'begun');
    expect(store.updates).toBe(0);
    clock.advance(10_000);
    await expect.poll(() => store.updates).toBe(1);
    const after = createCounters({
      store: store.afterPowerCut(),
      clock,
      log: createTestLog().log,
      time: { today: () => '2026-11-25' },
    });
    expect(await countsOf(after)).toEqual({ 'sessions/begun': 50 });
  });

  test('take nothing that a person may have typed as a key', async () => {
    const { counters, store } = setUp();
    for (const key of ['Məmmədov Əli', '5ABC123 x', '', '../x', '"><img', 'a'.repeat(200)])
      counters.note('submissions', key);
    expect(await countsOf(counters)).toEqual({ 'submissions/other': 6 });
    expect(store.dump()).not.toContain('Məmmədov');
  });

  test('keep a bounded number of keys and of days', async () => {
    const { counters, day } = setUp();
    for (let key = 0; key < 1_000; key += 1) counters.note('left_at', `service.q${key}`);
    const counts = await countsOf(counters);
    expect(Object.keys(counts ?? {}).length).toBeLessThanOrEqual(401);
    expect(Object.values(counts ?? {}).reduce((sum, count) => sum + count, 0)).toBe(1_000);
    for (let number = 0; number < 410; number += 1) {
      day.today = new Date(Date.UTC(2027, 0, 1 + number)).toISOString().slice(0, 10);
      counters.note('sessions', 'begun');
      await counters.flush();
    }
    expect((await counters.days()).length).toBeLessThanOrEqual(401);
    expect(await countsOf(counters)).toBeUndefined();
  });

  test('wait in memory while the disk is full, and never fail', async () => {
    const { counters, store } = setUp();
    store.failWith('storage_full');
    counters.note('sessions', 'begun');
    await counters.flush();
    store.failWith(undefined);
    counters.note('sessions', 'begun');
    expect(await countsOf(counters)).toEqual({ 'sessions/begun': 2 });
  });

  test('name a length of time by its band', () => {
    expect([0, 119_999, 120_000, 3_600_000, -5].map(minuteBand)).toEqual([
      '0',
      '0',
      '2',
      '20',
      '0',
    ]);
  });
});

describe('what a citizen does', () => {
  test('is counted: begun, sent, how long, in which language, and at which question it was left', async () => {
    const { screen: open, enrolled, core, store, clock } = await createTestCore();
    await enrolled();
    const screen = open();
    await screen.apply();
    await screen.ask('session.usedFeature', { feature: 'contrast' });
    await screen.ask('session.usedFeature', { feature: 'contrast' });
    await screen.ask('session.finish', {});
    await screen.ask('session.begin', { language: 'ru' });
    await screen.ask('applications.start', { serviceId: TREE_SERVICE.id });
    for (let step = 0; step < 4; step += 1) clock.advance(60_000);
    await core.stop();
    const counts = [...store.data.counters.entries()][0]?.[1].counts ?? {};
    const first = TREE_SERVICE.questions[0]?.field ?? '';
    expect(counts).toMatchObject({
      'sessions/begun': 2,
      'sessions/finished': 1,
      'sessions/abandoned': 1,
      'submissions/application': 1,
      'languages/az': 1,
      'minutes/0': 1,
      'accessibility/contrast': 1,
      [`started/${TREE_SERVICE.id}`]: 2,
      [`left_at/${TREE_SERVICE.id}.${first}`.toLowerCase()]: 1,
    });
  });
});
