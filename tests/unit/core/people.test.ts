import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { kioskApi, type MethodName } from '../../../contract/kiosk-api.ts';
import { STAFF_ROLES, type StaffRole } from '../../../contract/staff-views.ts';
import { hashPin } from '../../../electron/core/features/staff/pin.ts';
import { createTestCore, type Screen } from '../../support/core/create-test-core.ts';

const PIN = '481516';
const NUMBERS = { operator: '1001', supervisor: '1002', technician: '1003' } as const;
let staff: readonly object[];

beforeAll(async () => {
  const pin = await hashPin(PIN, randomBytes);
  staff = [
    ...STAFF_ROLES.map((role) => ({ number: NUMBERS[role], name: `A ${role}`, role, pin })),
    { number: '1012', name: 'Another supervisor', role: 'supervisor', pin },
  ];
});
const kiosk = (options = {}) => createTestCore({ config: { staff }, ...options });
const signIn = (screen: Screen, role: StaffRole) =>
  screen.ask('staff.signIn', { number: NUMBERS[role], pin: PIN });
const codeOf = (answer: { ok: boolean; error?: { code: string } }) =>
  answer.ok ? 'ok' : (answer.error?.code ?? '');

describe('roles', () => {
  /** Who may call what, written out: a change of a role in the contract must be meant. */
  const MATRIX: Readonly<Record<StaffRole, readonly string[]>> = {
    operator: [
      'calls.answer',
      'day.close',
      'day.export',
      'day.print',
      'day.report',
      'people.changeOwnPin',
      'queue.export',
      'queue.import',
      'queue.list',
      'queue.match',
      'queue.retry',
      'staff.health',
      'staff.opened',
      'staff.signOut',
      'staff.touch',
      'usage.export',
      'usage.figures',
      'usage.print',
    ],
    supervisor: [
      'audit.export',
      'audit.view',
      'content.view',
      'people.add',
      'people.change',
      'people.list',
      'people.setPin',
      'queue.discard',
      'settings.change',
      'settings.loadTheme',
      'settings.view',
    ],
    technician: [
      'audit.export',
      'audit.view',
      'content.install',
      'content.rollBack',
      'content.view',
      'damage.acknowledge',
      'damage.view',
      'keys.renew',
      'keys.view',
      'people.list',
      'settings.change',
      'settings.loadTheme',
      'settings.view',
      'staff.unlock',
    ],
  };
  const ofStaff = (Object.keys(kioskApi) as MethodName[]).filter(
    (method) => !['anyone', 'citizen'].includes(kioskApi[method].role),
  );
  const MINE = /^(calls|content|damage|day|keys|people|queue|staff|usage|audit|settings|assist)\./u;

  test.each(STAFF_ROLES)(
    '%s: every action of staff is allowed or refused as the matrix says',
    async (role) => {
      const { screen: open, clock } = await kiosk();
      const screen = open();
      await signIn(screen, role);
      const allowed: string[] = [];
      for (const method of ofStaff.filter((name) => MINE.test(name) && name !== 'staff.signOut')) {
        clock.advance(1_000);
        // An input of the wrong shape is refused only after the role was looked at, and does nothing.
        const answer = await screen.call(method, { not: 'so' });
        expect(['bad_input', 'not_allowed'], method).toContain(codeOf(answer));
        if (codeOf(answer) === 'bad_input') allowed.push(method);
      }
      const expected =
        role === 'operator' ? MATRIX.operator : [...MATRIX.operator, ...MATRIX[role]];
      expect(allowed.sort()).toEqual(expected.filter((name) => name !== 'staff.signOut').sort());
    },
  );

  test('without a sign-in nothing of it is allowed', async () => {
    const { screen: open, clock } = await kiosk();
    const screen = open();
    await screen.ask('session.begin', { language: 'az' });
    for (const method of ofStaff) {
      clock.advance(1_000);
      expect(codeOf(await screen.call(method, {})), method).toBe('not_allowed');
    }
  });
});

describe('accounts of this kiosk', () => {
  const NEW = { number: '2001', name: 'Nigar', role: 'operator', pin: '730164' } as const;

  test('can be added, sign in, and outlive the program', async () => {
    const { screen: open, store } = await kiosk();
    const screen = open();
    await signIn(screen, 'supervisor');
    await screen.ask('people.add', NEW);
    expect(store.dump()).not.toContain(NEW.pin);
    const again = (await kiosk({ store: store.afterPowerCut() })).screen();
    expect(await again.ask('staff.signIn', { number: NEW.number, pin: NEW.pin })).toMatchObject({
      name: 'Nigar',
      role: 'operator',
    });
  });

  test.each([
    ['123456', 'pin_simple'],
    ['987654', 'pin_simple'],
    ['777777', 'pin_simple'],
    ['121212', 'pin_simple'],
    ['12345', 'pin_short'],
    ['٤٨١٥١٦', 'pin_digits'],
    ['４８１５１６', 'pin_digits'],
    ['4815 16', 'pin_digits'],
  ])('refuse the PIN %s', async (pin, rule) => {
    const screen = (await kiosk()).screen();
    await signIn(screen, 'supervisor');
    expect(await screen.call('people.add', { ...NEW, pin })).toMatchObject({
      error: { code: 'bad_input', fields: [{ field: 'pin', rule }] },
    });
    expect(await screen.call('people.changeOwnPin', { pin: PIN, newPin: pin })).toMatchObject({
      error: { code: 'bad_input', fields: [{ field: 'newPin', rule }] },
    });
  });

  test('refuse a number that is taken, and a phone that is none', async () => {
    const screen = (await kiosk()).screen();
    await signIn(screen, 'supervisor');
    expect(await screen.call('people.add', { ...NEW, number: '1001' })).toMatchObject({
      error: { fields: [{ field: 'number', rule: 'taken' }] },
    });
    expect(await screen.call('people.add', { ...NEW, phone: '112' })).toMatchObject({
      error: { fields: [{ field: 'phone', rule: 'phone_short' }] },
    });
  });

  test('that are disabled sign nobody in, and sign out who is in', async () => {
    const { screen: open } = await kiosk();
    const [supervisor, operator] = [open(), open()];
    await signIn(supervisor, 'supervisor');
    await signIn(operator, 'operator');
    await supervisor.ask('people.change', { number: '1001', disabled: true });
    expect(codeOf(await operator.call('queue.list', {}))).toBe('not_allowed');
    expect(codeOf(await operator.call('staff.signIn', { number: '1001', pin: PIN }))).toBe(
      'wrong_pin',
    );
    await supervisor.ask('people.change', { number: '1001', disabled: false });
    expect((await operator.call('staff.signIn', { number: '1001', pin: PIN })).ok).toBe(true);
  });

  test('always leave one supervisor, and nobody takes the own rights away', async () => {
    const screen = (await kiosk()).screen();
    await signIn(screen, 'supervisor');
    expect(await screen.call('people.change', { number: '1002', disabled: true })).toMatchObject({
      error: { fields: [{ rule: 'self' }] },
    });
    await screen.ask('people.change', { number: '1012', role: 'operator' });
    expect(await screen.call('people.change', { number: '1002', role: 'operator' })).toMatchObject({
      error: { code: 'bad_input' },
    });
  });

  test('change the own PIN with the old one; the old one is over', async () => {
    const screen = (await kiosk()).screen();
    await signIn(screen, 'operator');
    expect(
      codeOf(await screen.call('people.changeOwnPin', { pin: '000000', newPin: '730164' })),
    ).toBe('wrong_pin');
    await screen.ask('people.changeOwnPin', { pin: PIN, newPin: '730164' });
    const other = (pin: string) => screen.call('staff.signIn', { number: '1001', pin });
    expect(codeOf(await other(PIN))).toBe('wrong_pin');
    expect(codeOf(await other('730164'))).toBe('ok');
  });
});

describe('a number that is locked for good', () => {
  test('is opened by a technician when a second person agrees, and both are in the audit', async () => {
    const { screen: open, store } = await kiosk();
    await store.update((writer) =>
      writer.lockouts.set('1001', { failures: 20, lockedUntil: 0, maxSeen: 0 }),
    );
    const technician = open();
    expect(await technician.call('staff.signIn', { number: '1001', pin: PIN })).toEqual({
      ok: false,
      error: { code: 'locked' },
    });
    await signIn(technician, 'technician');
    expect(await technician.ask('people.list', {})).toContainEqual(
      expect.objectContaining({ number: '1001', lock: 'hard' }),
    );
    const unlock = (number: string, pin = PIN) =>
      technician.call('staff.unlock', { number: '1001', second: { number, pin } });
    expect(codeOf(await unlock('1003'))).toBe('second_needed');
    expect(codeOf(await unlock('1001'))).toBe('second_needed');
    expect(codeOf(await unlock('1002', '000000'))).toBe('wrong_pin');
    expect(codeOf(await unlock('1002'))).toBe('ok');
    expect((await technician.call('staff.signIn', { number: '1001', pin: PIN })).ok).toBe(true);
    expect([...store.data.audit.entries()].map(([, line]) => line)).toContainEqual(
      expect.objectContaining({ act: 'unlocked', number: '1003', second: '1002', subject: '1001' }),
    );
  });
});

describe('a clock that is moved', () => {
  const wrong = { number: '1001', pin: '000000' };

  test('forward does not open a lock; back does not shorten or lengthen one', async () => {
    const { screen: open, clock } = await kiosk();
    const screen = open();
    for (let count = 0; count < 3; count += 1) await screen.call('staff.signIn', wrong);
    clock.set(clock.now() + 10 * 365 * 86_400_000);
    expect(codeOf(await screen.call('staff.signIn', { ...wrong, pin: PIN }))).toBe('locked');
    clock.set(clock.now() - 20 * 365 * 86_400_000);
    clock.advance(30_000);
    expect(codeOf(await screen.call('staff.signIn', { ...wrong, pin: PIN }))).toBe('ok');
  });

  test('that was years ahead once does not lock for years', async () => {
    const { store, screen: open, clock } = await kiosk();
    const screen = open();
    const future = clock.now() + 10 * 365 * 86_400_000;
    await store.update((writer) =>
      writer.lockouts.set('1001', { failures: 3, lockedUntil: future, maxSeen: future }),
    );
    const restarted = await kiosk({ store: store.afterPowerCut(), clock });
    const after = restarted.screen();
    for (let count = 0; count < 1; count += 1) await after.call('staff.signIn', wrong);
    clock.advance(61_000);
    expect(codeOf(await after.call('staff.signIn', { ...wrong, pin: PIN }))).toBe('ok');
    await screen.call('session.finish', {});
  });
});

describe('fifty tries at the same moment', () => {
  test('are three tries and forty-seven refusals, and one line of the audit for each try', async () => {
    const { screen: open, store } = await kiosk();
    const screens = Array.from({ length: 50 }, open);
    const codes = await Promise.all(
      screens.map(async (screen) =>
        codeOf(await screen.call('staff.signIn', { number: '1001', pin: '000000' })),
      ),
    );
    expect(codes.filter((code) => code === 'wrong_pin')).toHaveLength(3);
    expect(codes.filter((code) => code === 'locked')).toHaveLength(47);
    expect(store.data.audit.size).toBe(3);
  });
});
