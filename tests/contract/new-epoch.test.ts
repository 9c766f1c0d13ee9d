import { afterAll, beforeAll, expect, it } from 'vitest';
import { changeEpoch } from '../../portal/db/epoch.ts';
import { startSyncKiosk } from '../support/chaos/sync-kiosk.ts';
import { startTestPortal, type TestPortal } from '../support/portal/start-test-portal.ts';

let portal: TestPortal;
let onNextBatch: (() => void) | undefined;
beforeAll(async () => {
  // The portal tells its log of a batch between the commit and the answer.
  const info = (): void => {
    onNextBatch?.();
    onNextBatch = undefined;
  };
  portal = await startTestPortal({
    withPeople: false,
    ports: { log: { info, warn: () => undefined, error: console.error } },
  });
}, 60_000);
afterAll(() => portal.dispose());

it('a kiosk goes on after a new epoch that began between the commit and the answer', async () => {
  const { url, keyThumbprint } = portal;
  const enrolmentCode = await portal.newEnrolmentCode();
  const kiosk = await startSyncKiosk({ url, keyThumbprint, enrolmentCode });
  await kiosk.enrolled();
  await kiosk.save(3);
  await kiosk.settled();

  const { db, ids } = portal.portal.context;
  const begun = new Promise<void>((resolve, reject) => {
    onNextBatch = () => void changeEpoch(db, ids.next()).then(resolve, reject);
  });
  await kiosk.save(3);
  await begun;
  await kiosk.save(1);
  await kiosk.settled();
  const states = [...kiosk.outbox().values()].map(({ state }) => state);
  await kiosk.stop();
  expect(states).toEqual(Array(7).fill('received'));
}, 60_000);
