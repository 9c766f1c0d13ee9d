import { afterAll, beforeAll, expect, it } from 'vitest';
import { signIn } from '../../support/portal/desk-client.ts';
import { describeOnEachEngine } from '../../support/portal/engines.ts';
import { enrolKiosk, problemOf } from '../../support/portal/kiosk-double.ts';
import { startTestPortal, type TestPortal } from '../../support/portal/start-test-portal.ts';

const heartbeat = {
  version: '0.1.0',
  waiting: 3,
  setAside: 1,
  freeMegabytes: 850,
  clockOffset: -7_200_000,
  alarms: ['low_disk'],
};

describeOnEachEngine('what a kiosk says of itself', (engine) => {
  let portal: TestPortal;
  beforeAll(async () => {
    portal = await startTestPortal({ databaseUrl: await engine.newDatabase() });
  }, 60_000);
  afterAll(() => portal.dispose());

  const shown = async (kioskId: string) => {
    const desk = await signIn(portal.url, portal.desk.operator);
    const { kiosks } = await desk.call('listKiosks', {});
    return kiosks.find((one) => one.kioskId === kioskId)?.heartbeat;
  };

  it('is shown at the desk, the last of it, and only its own', async () => {
    const [kiosk, other] = [
      await enrolKiosk(portal, await portal.newEnrolmentCode()),
      await enrolKiosk(portal, await portal.newEnrolmentCode()),
    ];
    await kiosk.postPull({ heartbeat });
    expect(await shown(kiosk.id)).toMatchObject(heartbeat);
    expect(await shown(other.id)).toBeUndefined();

    await kiosk.postPull({ heartbeat: { ...heartbeat, waiting: 0, paper: 'out', alarms: [] } });
    expect(await shown(kiosk.id)).toMatchObject({ waiting: 0, paper: 'out', alarms: [] });
  });

  it('is not what an older question says, which came late or was sent again', async () => {
    const kiosk = await enrolKiosk(portal, await portal.newEnrolmentCode());
    const now = Date.now();
    const before = { heartbeat: { ...heartbeat, waiting: 7 }, sentAt: now - 1 };
    await kiosk.pull(before);
    await kiosk.pull({ heartbeat, sentAt: now });
    await kiosk.postPull(before);
    expect(await shown(kiosk.id)).toMatchObject({ waiting: 3 });
  });

  it('is heard again after a clock that was years ahead was set right', async () => {
    const kiosk = await enrolKiosk(portal, await portal.newEnrolmentCode());
    await kiosk.pull({ heartbeat, sentAt: Date.UTC(2040, 0, 1) });
    for (const waiting of [8, 9])
      await kiosk.pull({ heartbeat: { ...heartbeat, waiting }, sentAt: Date.now() });
    expect(await shown(kiosk.id)).toMatchObject({ waiting: 9 });
  });

  it('is taken only in the agreed shape', async () => {
    const kiosk = await enrolKiosk(portal, await portal.newEnrolmentCode());
    for (const wrong of [{ fin: '5ABC123' }, { waiting: -1 }, { alarms: ['<b>'] }]) {
      const answer = await kiosk.postPull({ heartbeat: { ...heartbeat, ...wrong } });
      expect(problemOf(answer)).toBe('bad-message');
    }
    expect(await shown(kiosk.id)).toBeUndefined();
  });
});
