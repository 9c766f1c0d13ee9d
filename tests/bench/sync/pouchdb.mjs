// PouchDB on LevelDB, replicating to PouchDB's server in another process. Nothing in it is synced to the
// disk, unless `durable` says so.
import { fork } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import PouchDB from 'pouchdb-node';
import { askCpu, cpuSince } from './cpu.mjs';
import { syncEveryWrite } from './durable-level.mjs';

const SEALED_BYTES = 3_000;
const { items, warmUp, batch, delay, durable } = JSON.parse(process.argv[2]);
if (durable) syncEveryWrite();
const server = fork(fileURLToPath(new URL('pouchdb-server.mjs', import.meta.url)), [
  JSON.stringify({ durable }),
]);
const { url } = await new Promise((resolve) => server.once('message', resolve));
const folder = mkdtempSync(join(tmpdir(), 'asan-bench-pouchdb-'));
const local = new PouchDB(join(folder, 'local'));

const save = async (count) => {
  for (let start = 0; start < count; start += 500)
    await local.bulkDocs(
      Array.from({ length: Math.min(500, count - start) }, () => ({
        _id: randomUUID(),
        kind: 'application',
        savedAt: Date.now(),
        sealed: randomBytes((SEALED_BYTES * 3) / 4).toString('base64url'),
      })),
    );
};

let requests = 0;
let sentBytes = 0;
const remote = new PouchDB(url, {
  fetch: async (address, options) => {
    requests += 1;
    sentBytes += Buffer.byteLength(options?.body ?? '');
    if (delay > 0) await sleep(delay);
    return PouchDB.fetch(address, options);
  },
});
await remote.info();
await save(warmUp);
await local.replicate.to(remote, { batch_size: batch });
await save(items);
[requests, sentBytes] = [0, 0];

const cpuBefore = await askCpu(server);
const began = performance.now();
const { docs_written: written } = await local.replicate.to(remote, { batch_size: batch });
const seconds = (performance.now() - began) / 1000;
const cpu = cpuSince(cpuBefore, await askCpu(server));
if (written !== items) throw new Error(`${written} of ${items} replicated`);
process.send({ seconds, cpu, requests, sentBytes });
await local.close();
rmSync(folder, { recursive: true, force: true });
server.disconnect();
process.disconnect();
