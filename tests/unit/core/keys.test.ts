import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { hashPin } from '../../../electron/core/features/staff/pin.ts';
import { createTestCore } from '../../support/core/create-test-core.ts';

const PIN = '481516';
let staff: readonly object[];
beforeAll(async () => {
  const pin = await hashPin(PIN, randomBytes);
  staff = [
    { number: '1002', name: 'Rauf', role: 'supervisor', pin },
    { number: '1003', name: 'Tural', role: 'technician', pin },
  ];
});

const signedIn = async (number: string) => {
  const core = await createTestCore({ config: { staff } });
  const screen = core.screen();
  await screen.ask('staff.signIn', { number, pin: PIN });
  const lines = () =>
    [...core.store.data.audit.entries()].filter(([, { act }]) => act === 'keys_renewed');
  return { ...core, screen, lines };
};

describe('the keys of the data', () => {
  test.each([
    [
      { since: 5, earlier: 0 },
      { since: 5, state: 'settled' },
    ],
    [
      { since: 5, earlier: 1 },
      { since: 5, state: 'renewing' },
    ],
    [{ since: 0, earlier: 0 }, { state: 'next_start' }],
  ])('%j are told as %j', async (keys, view) => {
    const { screen, store } = await signedIn('1003');
    store.setKeys(keys);
    expect(await screen.ask('keys.view', {})).toEqual(view);
  });

  test('are renewed by the next start for a technician, and the audit says who', async () => {
    const { screen, lines } = await signedIn('1003');
    expect(await screen.ask('keys.renew', {})).toEqual({ state: 'next_start' });
    expect(lines()).toMatchObject([[expect.anything(), { number: '1003' }]]);
  });

  test('are not renewed while nothing can be saved: nobody would know who asked', async () => {
    const { screen, store, lines } = await signedIn('1003');
    store.failWith('storage_failed');
    expect(await screen.call('keys.renew', {})).toMatchObject({
      error: { code: 'storage_failed' },
    });
    store.failWith(undefined);
    expect(await screen.ask('keys.view', {})).toMatchObject({ state: 'settled' });
    expect(lines()).toEqual([]);
  });

  test('are nothing for a supervisor', async () => {
    const { screen } = await signedIn('1002');
    expect(await screen.call('keys.renew', {})).toMatchObject({ error: { code: 'not_allowed' } });
    expect(await screen.call('keys.view', {})).toMatchObject({ error: { code: 'not_allowed' } });
  });
});
