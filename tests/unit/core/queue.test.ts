import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { hashPin } from '../../../electron/core/features/staff/pin.ts';
import { createTestCore } from '../../support/core/create-test-core.ts';

const PIN = '481516';
const SECOND = { number: '1003', pin: PIN };
let staff: readonly object[];

beforeAll(async () => {
  const pin = await hashPin(PIN, randomBytes);
  staff = [
    { number: '1001', name: 'Aysel', role: 'operator', pin },
    { number: '1002', name: 'Rauf', role: 'supervisor', pin },
    { number: '1003', name: 'Tural', role: 'technician', pin },
  ];
});

/** A kiosk on which the portal refused one application, and a supervisor in front of it. */
const withSetAside = async () => {
  const test = await createTestCore({ config: { staff } });
  await test.enrolled();
  test.portal.decide(() => ({ refuse: 'bad_content' }));
  const citizen = test.screen();
  const receipt = await citizen.apply();
  const { applicationId: id } = receipt;
  await test.eventually(() => test.store.data.outbox.get(id)?.state === 'set_aside', 'a refusal');
  const supervisor = test.screen();
  await supervisor.ask('staff.signIn', { number: '1002', pin: PIN });
  return { ...test, citizen, supervisor, receipt, id };
};

describe('a submission that the portal refused', () => {
  test('is shown with its reason and never with its content', async () => {
    const { supervisor, id } = await withSetAside();
    const list = await supervisor.ask('queue.list', {});
    expect(list).toMatchObject([{ id, state: 'set_aside', reason: 'bad_content' }]);
    expect(Object.keys(list[0] ?? {}).sort()).toEqual(
      ['bytes', 'id', 'kind', 'reason', 'savedAt', 'state'].sort(),
    );
    expect(await supervisor.ask('staff.health', {})).toMatchObject({ setAside: 1 });
  });

  test('is sent again when staff say so, and arrives once', async () => {
    const { supervisor, id, portal, store, eventually } = await withSetAside();
    portal.decide(() => 'take');
    await supervisor.ask('queue.retry', { id });
    await eventually(() => store.data.outbox.get(id)?.state === 'received', 'a receipt');
    expect(portal.registered.filter((submission) => submission.id === id)).toHaveLength(1);
    expect(await supervisor.call('queue.retry', { id })).toMatchObject({
      error: { code: 'not_found' },
    });
  });

  test('can be given up with a reason; who did it is kept, and the citizen is told', async () => {
    const { supervisor, citizen, id, receipt, store } = await withSetAside();
    await supervisor.ask('queue.discard', {
      id,
      reason: '  sent on paper instead ',
      second: SECOND,
    });
    expect(await supervisor.ask('queue.list', {})).toEqual([]);
    const acts = [...store.data.audit.entries()].map(([, act]) => act);
    expect(acts.at(-1)).toMatchObject({
      number: '1002',
      act: 'discarded',
      second: '1003',
      subject: id,
      reason: 'sent on paper instead',
    });
    expect((await citizen.ask('applications.delivery', { applicationId: id })).state).toBe(
      'discarded',
    );
    const { reference, code } = receipt;
    expect((await citizen.ask('cases.open', { reference, code })).status).toBe('discarded');
  });

  test('is not given up without a reason, and one that waits cannot be', async () => {
    const { supervisor, id } = await withSetAside();
    expect(
      await supervisor.call('queue.discard', { id, reason: '    ', second: SECOND }),
    ).toMatchObject({
      error: { code: 'bad_input' },
    });
    expect(await supervisor.ask('queue.list', {})).toHaveLength(1);
  });

  test.each([
    ['the same person again', { number: '1002', pin: PIN }, 'second_needed'],
    ['an operator', { number: '1001', pin: PIN }, 'second_needed'],
    ['a wrong PIN', { number: '1003', pin: '000000' }, 'wrong_pin'],
    ['nobody known', { number: '9999', pin: PIN }, 'wrong_pin'],
  ])('stays when %s is to agree', async (_who, second, code) => {
    const { supervisor, id, store } = await withSetAside();
    expect(
      await supervisor.call('queue.discard', { id, reason: 'sent on paper', second }),
    ).toMatchObject({ error: { code } });
    expect(store.data.outbox.get(id)?.state).toBe('set_aside');
  });
});

describe('a citizen’s reference', () => {
  test('finds the submission on this kiosk, and is nowhere on its disk', async () => {
    const { supervisor, id, receipt, store } = await withSetAside();
    const { reference } = receipt;
    expect(
      await supervisor.ask('queue.match', { reference: reference.toLowerCase() }),
    ).toMatchObject({ id, state: 'set_aside', reason: 'bad_content' });
    const dump = store.dump();
    expect(dump).not.toContain(reference);
    expect(dump).not.toContain(reference.replaceAll('-', ''));
    expect(await supervisor.call('queue.match', { reference: '222-222-222' })).toMatchObject({
      error: { code: 'not_found' },
    });
  });
});
