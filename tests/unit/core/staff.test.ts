import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { hashPin } from '../../../electron/core/features/staff/pin.ts';
import { createTestCore } from '../../support/core/create-test-core.ts';
import { createFakeClock } from '../../support/core/fake-clock.ts';
import { createMemoryStore } from '../../support/core/memory-store.ts';
import { until } from '../../support/core/until.ts';

const PIN = '481516';
let staff: readonly object[];

beforeAll(async () => {
  const pin = await hashPin(PIN, randomBytes);
  staff = [
    { number: '1001', name: 'Aysel', role: 'operator', pin },
    { number: '1002', name: 'Rauf', role: 'supervisor', pin },
  ];
});
const kiosk = (options = {}) => createTestCore({ config: { staff }, ...options });
const wrong = { number: '1001', pin: '000000' };
const right = { number: '1001', pin: PIN };

describe('signing in', () => {
  test('lets a person in with number and PIN, and tells name and role', async () => {
    const screen = (await kiosk()).screen();
    expect(await screen.ask('staff.signIn', right)).toMatchObject({
      name: 'Aysel',
      role: 'operator',
    });
    expect((await screen.call('staff.health', {})).ok).toBe(true);
  });

  test('ends a citizen’s session at this screen first', async () => {
    const screen = (await kiosk()).screen();
    const { visit } = await screen.ask('session.begin', { language: 'az' });
    await screen.ask('staff.signIn', right);
    expect(screen.events).toContainEqual({ type: 'session_ended', reason: 'replaced', visit });
    expect(await screen.call('session.touch', {})).toMatchObject({
      error: { code: 'not_allowed' },
    });
  });

  test('a wrong number and a wrong PIN look the same', async () => {
    const screen = (await kiosk()).screen();
    const answers = [
      await screen.call('staff.signIn', wrong),
      await screen.call('staff.signIn', { number: '9999', pin: PIN }),
    ];
    expect(answers).toEqual([
      { ok: false, error: { code: 'wrong_pin' } },
      { ok: false, error: { code: 'wrong_pin' } },
    ]);
  });

  test('the third wrong PIN locks, even for the right one, and time opens again', async () => {
    const { screen: open, clock } = await kiosk();
    const screen = open();
    for (let count = 0; count < 3; count += 1) await screen.call('staff.signIn', wrong);
    expect(await screen.call('staff.signIn', right)).toEqual({
      ok: false,
      error: { code: 'locked', retryAfterMs: 30_000 },
    });
    clock.advance(30_000);
    expect((await screen.call('staff.signIn', right)).ok).toBe(true);
  });

  test('a lock tells nothing of which numbers there are', async () => {
    const screen = (await kiosk()).screen();
    const codesOf = async (number: string) => {
      const codes: string[] = [];
      for (let count = 0; count < 4; count += 1) {
        const answer = await screen.call('staff.signIn', { number, pin: '000000' });
        codes.push(answer.ok ? 'ok' : answer.error.code);
      }
      return codes;
    };
    const known = await codesOf('1001');
    expect(known).toEqual(['wrong_pin', 'wrong_pin', 'wrong_pin', 'locked']);
    expect(await codesOf('9998')).toEqual(known);
    expect(await codesOf('9999')).toEqual(known);
  });

  test('one PIN tried with many numbers waits from the twelfth on, and a right one ends that', async () => {
    const { screen: open, clock } = await kiosk();
    const screen = open();
    for (let number = 9000; number < 9012; number += 1)
      expect(await screen.call('staff.signIn', { number: String(number), pin: PIN })).toMatchObject(
        { error: { code: 'wrong_pin' } },
      );
    expect(await screen.call('staff.signIn', right)).toEqual({
      ok: false,
      error: { code: 'locked', retryAfterMs: 30_000 },
    });
    clock.advance(30_000);
    expect((await screen.call('staff.signIn', right)).ok).toBe(true);
    await screen.ask('staff.signOut', {});
    expect(await screen.call('staff.signIn', wrong)).toMatchObject({
      error: { code: 'wrong_pin' },
    });
    expect((await screen.call('staff.signIn', right)).ok).toBe(true);
  });

  test('numbers that nobody has are not remembered without end', async () => {
    const store = createMemoryStore();
    const at = (maxSeen: number) => ({ failures: 3, lockedUntil: maxSeen, maxSeen });
    await store.update((data) => {
      for (let count = 0; count < 200; count += 1)
        data.lockouts.set(`unknown/${3000 + count}`, at(1_000 + count));
    });
    const screen = (await kiosk({ store })).screen();
    await screen.call('staff.signIn', { number: '9999', pin: PIN });
    const unknown = [...store.data.lockouts.entries()].filter(([key]) => key.startsWith('unknown'));
    expect(unknown).toHaveLength(200);
    expect(unknown.map(([key]) => key)).not.toContain('unknown/3000');
  });

  test('fifty tries at the same moment are fifty tries, not one', async () => {
    const screen = (await kiosk()).screen();
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => screen.call('staff.signIn', wrong)),
    );
    const codes = answers.map((answer) => (answer.ok ? 'ok' : answer.error.code));
    expect(codes.filter((code) => code === 'wrong_pin')).toHaveLength(3);
    expect(codes.filter((code) => code === 'locked')).toHaveLength(47);
  });

  test.each([
    ['as it was', 0],
    ['set back by a day', -86_400_000],
  ])(
    'five wrong PINs stay five when the program is installed again over its data, the clock %s',
    async (_, moved) => {
      const store = createMemoryStore();
      const before = await kiosk({ store });
      const screen = before.screen();
      for (let count = 0; count < 5; count += 1) await screen.call('staff.signIn', wrong);
      const clock = createFakeClock(before.clock.now() + moved);
      const again = (await kiosk({ store, clock })).screen();
      const answer = await again.call('staff.signIn', right);
      expect(answer).toMatchObject({ ok: false, error: { code: 'locked' } });
      clock.advance(31_000);
      expect((await again.call('staff.signIn', right)).ok).toBe(true);
    },
  );

  test('the try is on disk before the PIN is looked at: a kiosk killed in between has counted it', async () => {
    const { screen, store } = await kiosk();
    const asked = screen().call('staff.signIn', right);
    await until(() => store.data.lockouts.get('1001')?.failures === 1, 'the counted try');
    await asked;
    expect(store.data.lockouts.get('1001')?.failures).toBe(0);
  });
});

describe('while signed in', () => {
  test('nobody else may do what staff may: not a citizen, not a passer-by', async () => {
    const { screen: open } = await kiosk();
    const [passerBy, citizen] = [open(), open()];
    await citizen.ask('session.begin', { language: 'az' });
    for (const screen of [passerBy, citizen]) {
      expect(await screen.call('queue.list', {})).toMatchObject({ error: { code: 'not_allowed' } });
      expect(await screen.call('staff.health', {})).toMatchObject({
        error: { code: 'not_allowed' },
      });
    }
  });

  test('an operator may not discard, a supervisor may', async () => {
    const input = {
      id: '01936000-0000-7000-8000-00000000ffff',
      reason: 'sent twice',
      second: right,
    };
    const { screen: open } = await kiosk();
    const screen = open();
    await screen.ask('staff.signIn', right);
    expect(await screen.call('queue.discard', input)).toMatchObject({
      error: { code: 'not_allowed' },
    });
    await screen.ask('staff.signIn', { number: '1002', pin: PIN });
    expect(await screen.call('queue.discard', input)).toMatchObject({
      error: { code: 'not_found' },
    });
  });

  test('two minutes without a touch sign out', async () => {
    const { screen: open, clock } = await kiosk();
    const screen = open();
    const { visit } = await screen.ask('staff.signIn', right);
    clock.advance(121_000);
    expect(await screen.call('queue.list', {})).toMatchObject({ error: { code: 'not_allowed' } });
    expect(screen.events).toContainEqual({ type: 'session_ended', reason: 'idle', visit });
  });

  test('two minutes count from the last touch, not from what the screen asks by itself', async () => {
    const { screen: open, clock } = await kiosk();
    const screen = open();
    await screen.ask('staff.signIn', right);
    clock.advance(100_000);
    await screen.ask('staff.touch', {});
    clock.advance(100_000);
    await screen.ask('staff.health', {});
    clock.advance(21_000);
    expect(await screen.call('staff.touch', {})).toMatchObject({ error: { code: 'not_allowed' } });
  });

  test('health tells alarms, and that nothing was heard of the portal yet', async () => {
    const { screen: open } = await kiosk({ withPortal: false });
    const screen = open();
    await screen.ask('staff.signIn', right);
    expect(await screen.ask('staff.health', {})).toMatchObject({
      online: false,
      enrolled: false,
      waiting: 0,
      alarms: [],
    });
  });
});
