import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ROUTES } from '../../contract/sync-protocol.ts';
import { copyDisk } from '../support/chaos/disk.ts';
import { eventually } from '../support/chaos/eventually.ts';
import { type FaultProxy, startFaultProxy } from '../support/chaos/fault-proxy.ts';
import { imageOf, restartPortal, restorePortal } from '../support/chaos/portal-life.ts';
import { expectEachExactlyOnce, readRegister } from '../support/chaos/register.ts';
import { startSyncKiosk, type SyncKiosk } from '../support/chaos/sync-kiosk.ts';
import {
  createMovableClock,
  type MovableClock,
  startTestPortal,
  type TestPortal,
} from '../support/portal/start-test-portal.ts';
import { makeTemporaryFolder, type TemporaryFolder } from '../support/portal/temporary-folder.ts';

const DAY = 24 * 60 * 60 * 1000;

let folder: TemporaryFolder;
let clock: MovableClock;
let portal: TestPortal;
let proxy: FaultProxy;
let kiosk: SyncKiosk;

const portalPorts = () => ({ ports: { clock } });

/** An empty portal with its tables and people, made once: each test begins on a copy. */
let empty: string;
beforeAll(async () => {
  folder = await makeTemporaryFolder('asan-chaos');
  const first = await startTestPortal({ dataFolder: join(folder.path, 'first') });
  await first.close();
  empty = imageOf(first, join(folder.path, 'empty'));
});
afterAll(() => folder.remove());

beforeEach(async () => {
  clock = createMovableClock();
  const dataFolder = imageOf({ dataFolder: empty }, join(folder.path, 'portal'));
  portal = await startTestPortal({ dataFolder, ...portalPorts() });
  // Longer than a portal holds a batch whose predecessor it does not have.
  proxy = await startFaultProxy({ target: portal.url, patience: 15_000 });
  kiosk = await startSyncKiosk({ ...portal, url: proxy.url });
  await kiosk.enrolled();
});
afterEach(async () => {
  await kiosk.stop();
  await proxy.stop();
  await portal.close();
});

const replacePortal = (next: TestPortal): void => {
  portal = next;
  proxy.pointAt(next.url);
  kiosk.reconnect();
};

describe('a portal that goes away and comes back', () => {
  it('gets what was kept meanwhile, once, when it was restarted', async () => {
    const saved = [...(await kiosk.save(3))];
    await portal.close();
    saved.push(...(await kiosk.save(3)));
    replacePortal(await restartPortal(portal, portalPorts()));
    saved.push(...(await kiosk.save(1)));
    await kiosk.settled();
    await expectEachExactlyOnce(portal.portal, saved, [kiosk]);
  });

  it('keeps one record and one number of what it stored before it was killed unanswered', async () => {
    let healed = false;
    const firstAnswer = (): boolean =>
      proxy.exchanges.some(({ route, status }) => {
        return route === ROUTES.batches && status === 200;
      });
    proxy.follow(({ route }) =>
      route === ROUTES.batches && !healed ? { kind: 'cut-answer', after: 0 } : { kind: 'pass' },
    );
    const saved = await kiosk.save(2);
    await eventually(firstAnswer, 'a batch that was stored');
    const image = imageOf(portal, join(folder.path, 'killed'));
    healed = true;
    const stored = await readRegister(portal.portal);
    expect(stored.size).toBeGreaterThan(0);
    await portal.close();
    replacePortal(await startTestPortal({ dataFolder: image, ...portalPorts() }));
    await kiosk.settled();
    await expectEachExactlyOnce(portal.portal, saved, [kiosk]);
    const now = await readRegister(portal.portal);
    for (const [id, number] of stored) expect(now.get(id)).toBe(number);
  });

  it('is offered again what an older backup has lost', async () => {
    const before = await kiosk.save(3);
    await kiosk.settled();
    const backup = imageOf(portal, join(folder.path, 'backup'));
    const lost = [...(await kiosk.save(2)), ...(await kiosk.save(2))];
    await kiosk.settled();
    await portal.close();
    const after = await kiosk.save(2);
    replacePortal(await restorePortal(backup, portalPorts()));
    const all = [...before, ...lost, ...after];
    await eventually(
      async () => (await readRegister(portal.portal)).size === all.length,
      'everything at the restored portal',
    );
    await kiosk.settled();
    await expectEachExactlyOnce(portal.portal, all, [kiosk]);
  });

  it('is offered it again also by a kiosk that was switched off during the restore', async () => {
    const backup = imageOf(portal, join(folder.path, 'backup'));
    const lost = await kiosk.save(4);
    await kiosk.settled();
    kiosk.kill();
    await portal.close();
    const disk = await copyDisk(kiosk.disk);
    portal = await restorePortal(backup, portalPorts());
    proxy.pointAt(portal.url);
    kiosk = await startSyncKiosk({ ...portal, url: proxy.url, disk });
    await eventually(
      async () => (await readRegister(portal.portal)).size === lost.length,
      'everything at the restored portal',
    );
    await kiosk.settled();
    await expectEachExactlyOnce(portal.portal, lost, [kiosk]);
  });

  it('is restored twice without doubling anything', async () => {
    const backup = imageOf(portal, join(folder.path, 'backup'));
    const saved = await kiosk.save(3);
    await kiosk.settled();
    await portal.close();
    for (const name of ['once', 'twice']) {
      const image = imageOf({ dataFolder: backup }, join(folder.path, name));
      await portal.close();
      replacePortal(await restorePortal(image, portalPorts()));
      await eventually(
        async () => (await readRegister(portal.portal)).size === saved.length,
        'everything at the restored portal',
      );
      await kiosk.settled();
    }
    await expectEachExactlyOnce(portal.portal, saved, [kiosk]);
  });

  it('gets nothing again that the kiosk was told to drop after its days', async () => {
    const backup = imageOf(portal, join(folder.path, 'backup'));
    await kiosk.save(2);
    await kiosk.settled();
    await kiosk.stop();
    clock.advance(31 * DAY);
    kiosk = await startSyncKiosk({ ...portal, url: proxy.url, disk: await copyDisk(kiosk.disk) });
    await eventually(() => kiosk.outbox().size === 0, 'the end of the days');
    await portal.close();
    replacePortal(await restorePortal(backup, portalPorts()));
    const later = await kiosk.save(1);
    await kiosk.settled();
    await expectEachExactlyOnce(portal.portal, later, [kiosk]);
  });
});
