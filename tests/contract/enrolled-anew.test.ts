import { afterAll, beforeAll, expect, it } from 'vitest';
import { deviceOf } from '../../electron/core/sync/device-record.ts';
import { revokeKiosk } from '../../portal/kiosks/list-kiosks.ts';
import { copyDisk } from '../support/chaos/disk.ts';
import { eventually } from '../support/chaos/eventually.ts';
import { startSyncKiosk, type SyncKiosk } from '../support/chaos/sync-kiosk.ts';
import { startTestPortal, type TestPortal } from '../support/portal/start-test-portal.ts';

let portal: TestPortal;
beforeAll(async () => {
  portal = await startTestPortal();
}, 120_000);
afterAll(() => portal.dispose());

const nameOf = ({ store }: SyncKiosk): string | undefined => deviceOf(store.data).enrolled?.kiosk;

it('a kiosk that was enrolled anew hears of the cases that it sent before', async () => {
  const address = { url: portal.url, keyThumbprint: portal.keyThumbprint };
  const before = await startSyncKiosk({
    ...address,
    enrolmentCode: await portal.newEnrolmentCode(),
  });
  await before.enrolled();
  const ids = await before.save(3);
  await before.settled();
  const formerly = nameOf(before) ?? '';
  await before.stop();
  await revokeKiosk(portal.portal.context, formerly);

  const after = await startSyncKiosk({
    ...address,
    enrolmentCode: await portal.newEnrolmentCode(),
    disk: await copyDisk(before.disk),
  });
  await eventually(() => nameOf(after) !== formerly, 'a new name');
  await after.settled();

  const cases = await portal.portal.context.db
    .selectFrom('cases')
    .select(['id', 'kiosk_id'])
    .where('id', 'in', ids)
    .execute();
  expect(cases.map(({ kiosk_id }) => kiosk_id)).toEqual(ids.map(() => nameOf(after)));
  await after.stop();
}, 60_000);
