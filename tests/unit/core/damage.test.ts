import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { hashPin } from '../../../electron/core/features/staff/pin.ts';
import { createTestCore } from '../../support/core/create-test-core.ts';

const PIN = '481516';
let staff: readonly object[];

beforeAll(async () => {
  const pin = await hashPin(PIN, randomBytes);
  staff = [
    { number: '1001', name: 'Aysel', role: 'operator', pin },
    { number: '1002', name: 'Rauf', role: 'supervisor', pin },
    { number: '1003', name: 'Tural', role: 'technician', pin },
  ];
});

/** Two ranges are damaged, and a technician stands there. */
const damaged = async () => {
  const core = await createTestCore({ config: { staff } });
  core.store.addDamage(2);
  const technician = core.screen();
  await technician.ask('staff.signIn', { number: '1003', pin: PIN });
  const alarms = async () => (await technician.ask('staff.health', {})).alarms;
  const lines = () =>
    [...core.store.data.audit.entries()].flatMap(([, line]) =>
      line.act === 'damage_acknowledged' ? [line] : [],
    );
  return { ...core, technician, alarms, lines };
};
const second = (number: string, pin = PIN) => ({ second: { number, pin } });

describe('the alarm about damaged data', () => {
  test('ends when a technician and a second person say so, and the audit names both', async () => {
    const { technician, alarms, lines } = await damaged();
    expect(await technician.ask('damage.view', {})).toEqual({ unseen: 2, seen: 0 });
    expect(await alarms()).toContain('store_damaged');
    expect(await technician.ask('damage.acknowledge', second('1002'))).toEqual({
      unseen: 0,
      seen: 2,
    });
    expect(await alarms()).not.toContain('store_damaged');
    expect(lines()).toMatchObject([{ number: '1003', second: '1002', subject: '2' }]);
  });

  test('comes back for damage that is found later', async () => {
    const { technician, alarms, store } = await damaged();
    await technician.ask('damage.acknowledge', second('1002'));
    store.addDamage(1);
    expect(await alarms()).toContain('store_damaged');
    expect(await technician.ask('damage.view', {})).toEqual({ unseen: 1, seen: 2 });
  });

  test.each([
    ['the technician alone', second('1003'), 'second_needed'],
    ['an operator', second('1001'), 'second_needed'],
    ['a wrong PIN', second('1002', '000000'), 'wrong_pin'],
  ])('does not end by %s', async (_who, input, code) => {
    const { technician, alarms, lines } = await damaged();
    expect(await technician.call('damage.acknowledge', input)).toMatchObject({ error: { code } });
    expect(await alarms()).toContain('store_damaged');
    expect(lines()).toEqual([]);
  });

  test('tries nobody’s PIN where nothing is damaged', async () => {
    const { technician, store } = await damaged();
    await technician.ask('damage.acknowledge', second('1002'));
    const again = await technician.call('damage.acknowledge', second('1002', '000000'));
    expect(again).toMatchObject({ error: { code: 'not_found' } });
    expect(store.data.lockouts.get('1002')?.failures).toBe(0);
  });
});
