import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { deviceOf } from '../../electron/core/sync/device-record.ts';
import { revokeKiosk } from '../../portal/kiosks/list-kiosks.ts';
import { copyDisk } from '../support/chaos/disk.ts';
import { eventually } from '../support/chaos/eventually.ts';
import { expectEachExactlyOnce } from '../support/chaos/register.ts';
import { startSyncKiosk, type SyncKiosk } from '../support/chaos/sync-kiosk.ts';
import type { MemoryFiles } from '../support/store/memory-files.ts';
import { startTestPortal, type TestPortal } from '../support/portal/start-test-portal.ts';

let portal: TestPortal;
let started: SyncKiosk[] = [];
/** Of all tests here, which share one portal. */
const saved: string[] = [];

beforeAll(async () => {
  portal = await startTestPortal();
});
afterEach(async () => {
  await Promise.all(started.map((kiosk) => kiosk.stop()));
  started = [];
  await portal.portal.context.db.deleteFrom('alarms').execute();
});
afterAll(() => portal.dispose());

const keep = async (kiosk: SyncKiosk, count: number): Promise<void> => {
  saved.push(...(await kiosk.save(count)));
};
const startNew = async (): Promise<SyncKiosk> => start(undefined, await portal.newEnrolmentCode());
const start = async (disk?: MemoryFiles, enrolmentCode?: string): Promise<SyncKiosk> => {
  const kiosk = await startSyncKiosk({
    url: portal.url,
    keyThumbprint: portal.keyThumbprint,
    ...(disk && { disk }),
    ...(enrolmentCode !== undefined && { enrolmentCode }),
  });
  started.push(kiosk);
  await kiosk.enrolled();
  return kiosk;
};
const stop = async (kiosk: SyncKiosk): Promise<MemoryFiles> => {
  started = started.filter((other) => other !== kiosk);
  await kiosk.stop();
  return copyDisk(kiosk.disk);
};
/** A technician puts a fresh one-time code into the kiosk's configuration and starts it. */
const enrolAgain = async (kiosk: SyncKiosk): Promise<SyncKiosk> =>
  start(await stop(kiosk), await portal.newEnrolmentCode());

const alarmed = (kiosk: SyncKiosk, alarm: string): Promise<void> =>
  eventually(() => kiosk.sync.health().alarm === alarm, `the alarm ${alarm}`);
const alarmsAtDesk = async (): Promise<readonly string[]> =>
  (await portal.portal.context.db.selectFrom('alarms').select('kind').execute()).map(
    ({ kind }) => kind,
  );

describe('a kiosk that is not what it was', () => {
  it('an old disk image is noticed by both sides, keeps what is new, and delivers it once after enrolling again', async () => {
    const first = await startNew();
    await keep(first, 2);
    await first.settled();
    const image = await copyDisk(first.disk);
    await keep(first, 2);
    await first.settled();
    await stop(first);

    const old = await start(image);
    await keep(old, 2);
    await alarmed(old, 'sequence-conflict');
    expect(await alarmsAtDesk()).toContain('sequence_conflict');
    await keep(old, 1);
    expect(old.sync.health().waiting).toBeGreaterThanOrEqual(3);

    const renewed = await enrolAgain(old);
    await renewed.settled();
    await expectEachExactlyOnce(portal.portal, saved, [renewed]);
  });

  it('an old disk image that still holds what was delivered since does not deliver it twice', async () => {
    const first = await startNew();
    await first.settled();
    await keep(first, 3);
    const image = await copyDisk(first.disk); // saved, perhaps under way
    await first.settled();
    await stop(first);
    const old = await start(image, await portal.newEnrolmentCode());
    await eventually(
      () => old.sync.health().waiting === 0 || old.sync.health().alarm !== undefined,
      'an end',
    );
    const settled = old.sync.health().alarm === undefined ? old : await enrolAgain(old);
    await settled.settled();
    await expectEachExactlyOnce(portal.portal, saved, [settled]);
  });

  it('a clone that runs beside the original is noticed; nothing of either is lost or doubled', async () => {
    const original = await startNew();
    await keep(original, 2);
    await original.settled();
    const clone = await start(await copyDisk(original.disk));
    await Promise.all([keep(original, 2), keep(clone, 2)]);
    const inTrouble = (kiosk: SyncKiosk): boolean =>
      kiosk.sync.health().alarm === 'sequence-conflict';
    await eventually(() => inTrouble(original) || inTrouble(clone), 'a conflict');
    expect(await alarmsAtDesk()).toContain('sequence_conflict');

    const [caught, other] = inTrouble(original) ? [original, clone] : [clone, original];
    const renewed = await enrolAgain(caught);
    await renewed.settled();
    await other.settled();
    await expectEachExactlyOnce(portal.portal, saved, [renewed, other]);
  });

  it('a revoked kiosk delivers nothing, keeps its queue, and delivers it after enrolling again', async () => {
    const kiosk = await startNew();
    await keep(kiosk, 1);
    await kiosk.settled();
    await revokeKiosk(portal.portal.context, deviceOf(kiosk.store.data).enrolled!.kiosk);
    const delivered = [...saved];
    await keep(kiosk, 3);
    await alarmed(kiosk, 'kiosk-revoked');
    await expectEachExactlyOnce(portal.portal, delivered);
    expect(kiosk.sync.health().waiting).toBe(3);

    const renewed = await enrolAgain(kiosk);
    await renewed.settled();
    await expectEachExactlyOnce(portal.portal, saved, [renewed]);
  });
});
