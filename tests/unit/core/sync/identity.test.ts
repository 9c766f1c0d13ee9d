import { afterEach, describe, expect, it } from 'vitest';
import {
  createTestCore,
  type TestCore,
  type TestCoreOptions,
} from '../../../support/core/create-test-core.ts';
import { cutAfter } from '../../../support/core/fake-network.ts';
import { createFakeClock } from '../../../support/core/fake-clock.ts';
import { createModelPortal, problemAnswer } from '../../../support/core/model-portal.ts';

const cores: TestCore[] = [];
afterEach(async () => {
  await Promise.all(cores.splice(0).map(({ core }) => core.stop()));
});
const start = async (options?: TestCoreOptions): Promise<TestCore> => {
  const kiosk = await createTestCore(options);
  cores.push(kiosk);
  return kiosk;
};

const device = ({ store }: TestCore) => store.data.device.get('device');
const enrolRequests = ({ network }: TestCore): number =>
  network.requests.filter(({ url }) => url.endsWith('/enrol')).length;
const alarms = ({ log }: TestCore) =>
  log.filter(({ event }) => event === 'sync.alarm').map(({ details }) => details?.['alarm']);

describe('enrolment', () => {
  it('asks for the same again when the answer was lost: one device, one key', async () => {
    const clock = createFakeClock();
    const portal = await createModelPortal(() => clock.now());
    const kiosk = await start({ clock, portal });
    kiosk.network.disturb(cutAfter, '/enrol');
    await kiosk.eventually(() => enrolRequests(kiosk) >= 3);
    expect(device(kiosk)?.enrolled).toBeUndefined();
    kiosk.network.disturb(undefined);

    await kiosk.enrolled();

    expect(portal.enrolments).toBe(1);
    expect(device(kiosk)).not.toHaveProperty('candidate');
  });

  it('keeps the key of a lost answer over a power cut', async () => {
    const clock = createFakeClock();
    const portal = await createModelPortal(() => clock.now());
    const enrolmentCode = portal.newCode();
    const before = await start({ clock, portal, enrolmentCode });
    before.network.disturb(cutAfter, '/enrol');
    await before.eventually(() => portal.enrolments === 1);

    const after = await start({
      clock: createFakeClock(),
      portal,
      enrolmentCode,
      store: before.store.afterPowerCut(),
    });
    await after.enrolled();

    expect(portal.enrolments).toBe(1);
  });

  it('does not believe a portal whose key is not the one in the configuration', async () => {
    const clock = createFakeClock();
    const trusted = await createModelPortal(() => clock.now());
    const impostor = await createModelPortal(() => clock.now());
    const enrolmentCode = impostor.newCode();
    const kiosk = await start({
      clock,
      portal: { ...impostor, keyThumbprint: trusted.keyThumbprint },
      enrolmentCode,
    });

    await kiosk.eventually(() => enrolRequests(kiosk) >= 3);

    expect(device(kiosk)?.enrolled).toBeUndefined();
    expect(await kiosk.screen().ask('kiosk.status', {})).toEqual({ online: false, canSave: false });
  });

  it('does not try a refused code again and again, and raises the alarm once', async () => {
    const kiosk = await start({ enrolmentCode: 'ZZZZZZZZZZZZ'.replaceAll('Z', 'Y') });
    await kiosk.eventually(() => alarms(kiosk).length > 0);
    kiosk.clock.advance(600_000);
    kiosk.network.connect();
    await new Promise((resolve) => setTimeout(resolve, 50));

    expect(enrolRequests(kiosk)).toBe(1);
    expect(alarms(kiosk)).toEqual(['enrolment-refused']);
  });
});

describe('a kiosk that the portal no longer wants', () => {
  it.each(['revoked', 'forgotten'] as const)(
    'keeps its queue when it was %s, and delivers it once after a new code',
    async (how) => {
      const first = await start();
      await first.enrolled();
      const { portal } = first;
      const delivered = await first.screen().apply();
      await first.eventually(
        () => first.store.data.outbox.get(delivered.applicationId)?.state === 'received',
      );
      if (how === 'revoked') portal.revokeAll();
      else portal.forgetKiosks();
      const waiting = await first.screen().apply();
      await first.eventually(() => alarms(first).length > 0);
      expect(first.store.data.outbox.get(waiting.applicationId)?.state).toBe('saved');
      await first.core.stop();

      const second = await start({
        clock: createFakeClock(),
        portal,
        store: first.store.afterPowerCut(),
        enrolmentCode: portal.newCode(),
      });
      await second.eventually(
        () => second.store.data.outbox.get(waiting.applicationId)?.state === 'received',
      );

      expect(portal.registered.map(({ id }) => id)).toEqual([
        delivered.applicationId,
        waiting.applicationId,
      ]);
      expect(portal.enrolments).toBe(2);
    },
  );

  it('stops pushing after a conflict, goes on keeping and pulling, and says so once', async () => {
    const kiosk = await start();
    await kiosk.enrolled();
    kiosk.network.disturb(
      () => Promise.resolve(problemAnswer('sequence-conflict', 409)),
      '/batches',
    );
    const screen = kiosk.screen();
    const { applicationId } = await screen.apply();
    await kiosk.eventually(() => alarms(kiosk).length > 0);
    const pushes = () =>
      kiosk.network.requests.filter(({ url }) => url.endsWith('/batches')).length;
    const pulls = () => kiosk.network.requests.filter(({ url }) => url.endsWith('/pull')).length;
    const [pushed, pulled] = [pushes(), pulls()];

    await screen.apply();
    await kiosk.eventually(() => pulls() >= pulled + 3);

    expect(pushes()).toBe(pushed);
    expect(kiosk.store.data.outbox.get(applicationId)?.state).toBe('saved');
    expect(kiosk.store.data.outbox.size).toBe(2);
    expect(alarms(kiosk)).toEqual(['sequence-conflict']);
  });
});

describe('a portal that was restored from a backup', () => {
  it('gets back what it lost, and the receipt follows', async () => {
    const kiosk = await start();
    await kiosk.enrolled();
    const restore = kiosk.portal.backup();
    const screen = kiosk.screen();
    const { applicationId, reference, code } = await screen.apply();
    const state = () => kiosk.store.data.outbox.get(applicationId);
    await kiosk.eventually(() => state()?.state === 'received');

    await restore();
    await kiosk.eventually(() => kiosk.portal.registered.length === 2);
    await kiosk.eventually(() => state()?.reoffer === undefined);

    expect(kiosk.portal.registrations().get(applicationId)).toBe('MAS-2');
    expect(state()?.receipt?.registrationNumber).toBe('MAS-2');
    expect(await screen.ask('cases.open', { reference, code })).toMatchObject({
      registrationNumber: 'MAS-2',
    });
  });

  it('is heard although its revisions count from the start again', async () => {
    const kiosk = await start();
    await kiosk.enrolled();
    const screen = kiosk.screen();
    const { applicationId, reference, code } = await screen.apply();
    await kiosk.eventually(() => kiosk.portal.registered.length === 1);
    const restore = kiosk.portal.backup();
    await kiosk.portal.decideCase(applicationId, 'considering');
    await kiosk.portal.decideCase(applicationId, 'answered', 'Lost with the disk');
    const rev = () => [...kiosk.store.data.cases.entries()][0]?.[1].rev;
    await kiosk.eventually(() => rev() === 3);

    await restore();
    await kiosk.portal.decideCase(applicationId, 'declined', 'Decided anew');
    await kiosk.eventually(() => rev() === 2);

    kiosk.network.disconnect();
    expect(await screen.ask('cases.open', { reference, code })).toMatchObject({
      status: 'declined',
      decision: { text: 'Decided anew' },
    });
  });
});
