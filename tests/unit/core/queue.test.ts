import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { hashPin } from '../../../electron/core/features/staff/pin.ts';
import { createTestCore } from '../../support/core/create-test-core.ts';

const PIN = '481516';
let staff: readonly object[];

beforeAll(async () => {
  const pin = await hashPin(PIN, randomBytes);
  staff = [{ number: '1002', name: 'Rauf', role: 'supervisor', pin }];
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
    await supervisor.ask('queue.discard', { id, reason: '  sent on paper instead ' });
    expect(await supervisor.ask('queue.list', {})).toEqual([]);
    const acts = [...store.data.staffActs.entries()].map(([, act]) => act);
    expect(acts.at(-1)).toMatchObject({
      number: '1002',
      act: 'discarded',
      submissionId: id,
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
    expect(await supervisor.call('queue.discard', { id, reason: '    ' })).toMatchObject({
      error: { code: 'bad_input' },
    });
    expect(await supervisor.ask('queue.list', {})).toHaveLength(1);
  });
});
