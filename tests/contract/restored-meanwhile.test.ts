import { afterAll, beforeAll, expect, it } from 'vitest';
import { changeEpoch } from '../../portal/db/epoch.ts';
import { startSyncKiosk } from '../support/chaos/sync-kiosk.ts';
import { eventually } from '../support/chaos/eventually.ts';
import { startTestPortal, type TestPortal } from '../support/portal/start-test-portal.ts';

let portal: TestPortal;
beforeAll(async () => {
  portal = await startTestPortal();
}, 120_000);
afterAll(() => portal.dispose());

/** Gives the portal a new epoch right after it has taken the next batch, before it answers. */
const restoreAfterNextBatch = (): (() => Promise<void>) => {
  const { context } = portal.portal;
  const log = context.log as { info: (event: string, details?: object) => void };
  const { info } = log;
  let done: Promise<void> | undefined;
  log.info = (event, details) => {
    if (event === 'batch.taken') done ??= changeEpoch(context.db, context.ids.next());
    info.call(log, event, details);
  };
  return async () => {
    await eventually(() => done !== undefined, 'a batch');
    log.info = info;
    await done;
  };
};

it('a portal that is restored between taking a batch and answering it gets everything all the same', async () => {
  const kiosk = await startSyncKiosk({
    url: portal.url,
    keyThumbprint: portal.keyThumbprint,
    enrolmentCode: await portal.newEnrolmentCode(),
  });
  await kiosk.enrolled();
  await kiosk.save(3);
  await kiosk.settled();

  const restored = restoreAfterNextBatch();
  await kiosk.save(3);
  await restored();
  await kiosk.save(1);

  await kiosk.settled(20_000);
  expect([...kiosk.outbox().values()].map(({ state }) => state)).toEqual(
    Array.from({ length: 7 }, () => 'received'),
  );
  expect(kiosk.sync.health().alarm).toBeUndefined();
  await kiosk.stop();
}, 60_000);
