import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { changeDevice, deviceOf, forgetOfDevice } from '../../electron/core/sync/device-record.ts';
import { changeEpoch } from '../../portal/db/epoch.ts';
import { copyDisk } from '../support/chaos/disk.ts';
import { eventually } from '../support/chaos/eventually.ts';
import { answerStick, nameOf, STICK } from '../support/chaos/stick-folder.ts';
import { startSyncKiosk, type SyncKiosk } from '../support/chaos/sync-kiosk.ts';
import { startTestPortal, type TestPortal } from '../support/portal/start-test-portal.ts';

let portal: TestPortal;
let kiosk: SyncKiosk;
beforeAll(async () => {
  portal = await startTestPortal();
}, 120_000);
afterAll(() => portal.dispose());
beforeEach(async () => {
  kiosk = await startSyncKiosk({
    url: portal.url,
    keyThumbprint: portal.keyThumbprint,
    enrolmentCode: await portal.newEnrolmentCode(),
    transferFolder: STICK,
  });
  await kiosk.disk.makeFolder(STICK);
  await kiosk.enrolled();
  await send(2);
}, 60_000);
afterEach(() => kiosk.stop());

const send = async (count: number): Promise<void> => {
  await kiosk.save(count);
  await kiosk.settled();
};
const chain = (): number | undefined => deviceOf(kiosk.store.data).chain?.seq;
const alarms = () =>
  portal.portal.context.db
    .selectFrom('alarms')
    .select('kind')
    .where('kiosk_id', '=', nameOf(kiosk))
    .execute();

/** A stick that is answered, and read only after the network was there again. */
const exportAndAnswer = async (): Promise<() => Promise<void>> => {
  expect(await kiosk.sync.transfer.export()).toMatchObject({ ok: true });
  return answerStick(portal.portal.context, kiosk);
};
const restorePortal = async (): Promise<void> => {
  const { context } = portal.portal;
  const epoch = context.ids.next();
  await changeEpoch(context.db, epoch);
  kiosk.reconnect();
  await eventually(() => deviceOf(kiosk.store.data).enrolled?.epoch === epoch, 'the new epoch');
};

describe('answers on a stick from before the portal was restored', { timeout: 60_000 }, () => {
  it('change nothing: the new chain goes on, and nobody is alarmed', async () => {
    const putBack = await exportAndAnswer();
    await restorePortal();
    await send(2);
    await send(2);
    const before = chain();
    await putBack();
    expect(await kiosk.sync.transfer.import()).toEqual({
      ok: true,
      value: { received: 0, setAside: 0, cases: 0 },
    });
    expect(chain()).toBe(before);
    await send(1);
    expect(await alarms()).toEqual([]);
  });

  it('are not taken for answers of today, although the batch is the same', async () => {
    await kiosk.stop();
    const { keyThumbprint } = portal;
    const url = 'http://127.0.0.1:9'; // nobody listens there
    const disk = await copyDisk(kiosk.disk);
    kiosk = await startSyncKiosk({ url, keyThumbprint, transferFolder: STICK, disk });
    await disk.makeFolder(STICK);
    await kiosk.save(1);
    const putBack = await exportAndAnswer();
    const { enrolled } = deviceOf(kiosk.store.data);
    const today = { ...enrolled!, epoch: randomUUID() };
    await kiosk.store.update((data) => {
      forgetOfDevice(data, ['stickNonce']);
      changeDevice(data, { enrolled: today });
    });
    await putBack();
    expect(await kiosk.sync.transfer.import()).toMatchObject({ value: { received: 0 } });
    expect(deviceOf(kiosk.store.data).enrolled?.epoch).toBe(today.epoch);
  });
});
