import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { hashPin } from '../../../electron/core/features/staff/pin.ts';
import { createTestCore } from '../../support/core/create-test-core.ts';
import { GOOD_ANSWERS, packFiles, TREE_SERVICE } from '../../support/core/test-packs.ts';

const PIN = '481516';
const OWN = '+994502223344';
let staff: readonly object[];

beforeAll(async () => {
  const pin = await hashPin(PIN, randomBytes);
  staff = [
    { number: '1001', name: 'Aysel', role: 'operator', pin, phone: OWN },
    { number: '1002', name: 'Rauf', role: 'supervisor', pin },
  ];
});
const kiosk = (options = {}) => createTestCore({ config: { staff }, ...options });
const aysel = { number: '1001', pin: PIN };
const rauf = { number: '1002', pin: PIN };

describe('a call for staff', () => {
  test('stays until staff have answered, also without a network, a session and power', async () => {
    const { screen: open, store } = await kiosk({ withPortal: false });
    const citizen = open();
    await citizen.ask('session.begin', { language: 'az' });
    expect((await citizen.ask('calls.raise', {})).state).toBe('open');
    await citizen.ask('calls.raise', {});
    expect(store.data.calls.size).toBe(1);
    await citizen.ask('session.finish', {});
    const { screen, core } = await kiosk({ withPortal: false, store: store.afterPowerCut() });
    const member = screen();
    expect((await member.ask('calls.state', {})).state).toBe('open');
    await member.ask('staff.signIn', aysel);
    expect((await member.ask('calls.answer', {})).state).toBe('answered');
    expect(member.events).toContainEqual(
      expect.objectContaining({ type: 'call_changed', call: expect.anything() as object }),
    );
    await core.stop();
  });

  test('is told to the portal’s desk while it is open, without who or when', async () => {
    const { screen: open, portal, eventually, enrolled } = await kiosk();
    await enrolled();
    const citizen = open();
    await citizen.ask('session.begin', { language: 'az' });
    const told = () => portal.heartbeats.at(-1)?.alarms.includes('staff_called');
    await eventually(() => told() === false, 'nobody calls');
    await citizen.ask('calls.raise', {});
    await eventually(() => told() === true, 'the call is told');
    await citizen.ask('calls.answerHere', aysel);
    await eventually(() => told() === false, 'the answer is told');
  });

  test('is answered at the citizen’s screen, whose session goes on', async () => {
    const citizen = (await kiosk()).screen();
    await citizen.ask('session.begin', { language: 'az' });
    await citizen.ask('calls.raise', {});
    expect(await citizen.call('calls.answerHere', { ...aysel, pin: '000000' })).toMatchObject({
      error: { code: 'wrong_pin' },
    });
    expect((await citizen.ask('calls.answerHere', aysel)).state).toBe('answered');
    expect((await citizen.call('session.touch', {})).ok).toBe(true);
  });

  test('can be taken back, and is nobody’s to answer from outside', async () => {
    const { screen: open } = await kiosk();
    const [citizen, passerBy] = [open(), open()];
    await citizen.ask('session.begin', { language: 'az' });
    await citizen.ask('calls.raise', {});
    expect(await passerBy.call('calls.answer', {})).toMatchObject({
      error: { code: 'not_allowed' },
    });
    expect((await citizen.ask('calls.withdraw', {})).state).toBe('none');
  });
});

describe('a helper beside the citizen', () => {
  /** The tree service, and a question for a phone number. */
  const service = {
    ...TREE_SERVICE,
    questions: [
      ...TREE_SERVICE.questions,
      { ...TREE_SERVICE.questions[3], field: 'phone', kind: 'phone' },
    ],
  };
  const packs = Object.fromEntries(
    Object.entries(packFiles()).map(([path, content]) => [
      path,
      content.includes(`"id":"${TREE_SERVICE.id}"`) ? JSON.stringify(service) : content,
    ]),
  );

  test('is named inside the seal, and the own phone is refused as the citizen’s contact', async () => {
    const { screen: open, enrolled, portal, eventually } = await kiosk({ packs });
    await enrolled();
    const citizen = open();
    await citizen.ask('session.begin', { language: 'az' });
    expect(await citizen.call('assist.begin', rauf)).toMatchObject({ error: { code: 'no_phone' } });
    expect(await citizen.ask('assist.begin', aysel)).toEqual({ name: 'Aysel' });
    const { applicationId } = await citizen.ask('applications.start', {
      serviceId: TREE_SERVICE.id,
    });
    const submit = (phone: string) =>
      citizen.call('applications.submit', {
        applicationId,
        serviceVersion: TREE_SERVICE.version,
        answers: { ...GOOD_ANSWERS, phone },
        confirmed: true,
      });
    expect(await submit('050 222 33 44')).toMatchObject({
      error: { code: 'answers_incomplete', fields: [{ field: 'phone', rule: 'phone_helper' }] },
    });
    expect((await submit('050 555 66 77')).ok).toBe(true);
    await eventually(() => portal.registered.length === 1, 'a receipt');
    expect(portal.registered[0]?.helper).toEqual({ number: '1001', name: 'Aysel' });
  });

  test('ends with the citizen: the next one is alone', async () => {
    const citizen = (await kiosk()).screen();
    await citizen.ask('session.begin', { language: 'az' });
    await citizen.ask('assist.begin', aysel);
    await citizen.ask('session.begin', { language: 'az' });
    expect(await citizen.ask('assist.state', {})).toBeNull();
  });
});
