import { fork } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createKioskTime } from '../../../electron/core/kiosk-time.ts';
import { openStore } from '../../../electron/core/store/open-store.ts';
import { createSync } from '../../../electron/core/sync/create-sync.ts';
import { createNodeNetwork } from '../../../electron/node-ports/network.ts';
import { createNodePorts } from '../../../electron/node-ports/node-ports.ts';
import { chaosConfig } from '../../support/chaos/sync-kiosk.ts';
import { eventually } from '../../support/chaos/eventually.ts';
import { makeTemporaryFolder } from '../../support/portal/temporary-folder.ts';
import { createTestKeyWrap } from '../../support/store/store-ports.ts';
import { askCpu, cpuSince } from './cpu.mjs';
import { createGate } from './gate.ts';
import { parseOptions, type SyncBenchResult } from './options.ts';
import { createSubmissions } from './submissions.ts';
import { NO_STAFF } from '../../support/core/no-audit.ts';

interface Address {
  readonly url: string;
  readonly keyThumbprint: string;
  readonly enrolmentCode: string;
}

/** The kiosk's real store (on disk, fsync) and sync against a portal in another process. */
const options = parseOptions(process.argv[2]);
const portal = fork(fileURLToPath(new URL('portal-process.js', import.meta.url)), [
  JSON.stringify(options),
]);
const address = await new Promise<Address>((resolve) => portal.once('message', resolve));
const folder = await makeTemporaryFolder('asan-bench-kiosk');
const nodePorts = createNodePorts({ keyWrap: createTestKeyWrap(), writeLog: () => undefined });
const gate = createGate(createNodeNetwork(), options.delay);
const ports = { ...nodePorts, network: gate };
const store = await openStore({ folder: join(folder.path, 'store'), ports });
const sync = createSync({
  ports,
  store,
  config: chaosConfig(address),
  time: createKioskTime(ports.clock),
  ...NO_STAFF,
  casesChanged: () => undefined,
  published: () => undefined,
  statusChanged: () => undefined,
});
sync.start();
await eventually(() => sync.health().enrolled, 'enrolment');
const sealingKey = sync.outbox.sealingKey();
if (sealingKey === undefined) throw new Error('enrolled without a sealing key');

/** Keeps so many submissions while the portal cannot be reached. */
const save = async (count: number): Promise<void> => {
  gate.close();
  const submissions = await createSubmissions(count, sealingKey, () => ports.ids.next());
  for (let start = 0; start < submissions.length; start += 100)
    await Promise.all(
      submissions.slice(start, start + 100).map((submission) => sync.outbox.save(submission)),
    );
};
const send = async (): Promise<void> => {
  await gate.open();
  await eventually(() => sync.health().waiting === 0, 'an empty queue', 600_000);
};
await save(options.warmUp);
await send();
await save(options.items);
const before = { batches: gate.batches, requests: gate.requests, bytes: gate.sentBytes };

const cpuBefore = await askCpu(portal, options.databasePid);
const began = performance.now();
await send();
const seconds = (performance.now() - began) / 1000;
const result: SyncBenchResult = {
  seconds,
  cpu: cpuSince(cpuBefore, await askCpu(portal, options.databasePid)),
  batches: gate.batches - before.batches,
  requests: gate.requests - before.requests,
  sentBytes: gate.sentBytes - before.bytes,
};
process.send?.(result);
await sync.stop();
await store.close();
portal.disconnect();
await folder.remove();
process.disconnect();
