import { fork } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { createNodeNetwork } from '../../../electron/node-ports/network.ts';
import { askCpu, cpuSince } from './cpu.mjs';
import { createGate } from './gate.ts';
import { parseOptions, type SyncBenchResult } from './options.ts';

/** Bytes of a sealed submission of 1.5 KB, as text. */
const SEALED_BYTES = 3_000;
/** Requests under way at a time, as ours. */
const WINDOW = 2;

const options = parseOptions(process.argv[2]);
const server = fork(fileURLToPath(new URL('plain-server.js', import.meta.url)));
const { url } = await new Promise<{ url: string }>((resolve) => server.once('message', resolve));
const gate = createGate(createNodeNetwork(), options.delay);
const compress = promisify(gzip);

const create = (count: number) =>
  Array.from({ length: count }, () => ({
    id: randomUUID(),
    kind: 'application',
    savedAt: Date.now(),
    sealed: randomBytes((SEALED_BYTES * 3) / 4).toString('base64url'),
  }));

const push = async (waiting: ReturnType<typeof create>): Promise<void> => {
  for (;;) {
    const items = waiting.splice(0, options.batch);
    if (items.length === 0) return;
    const answer = await gate.send({
      method: 'POST',
      url,
      headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
      body: await compress(JSON.stringify({ items })),
      timeout: 30_000,
      maxAnswerBytes: 4_000_000,
    });
    const { results } = JSON.parse(Buffer.from(answer.body).toString('utf8')) as {
      readonly results: readonly unknown[];
    };
    if (results.length !== items.length) throw new Error('an item was not answered');
  }
};

const pushAll = async (waiting: ReturnType<typeof create>): Promise<void> => {
  await Promise.all(Array.from({ length: WINDOW }, () => push(waiting)));
};
await pushAll(create(options.warmUp));
const waiting = create(options.items);
const [requestsBefore, bytesBefore] = [gate.requests, gate.sentBytes];
const cpuBefore = await askCpu(server);
const began = performance.now();
await pushAll(waiting);
const seconds = (performance.now() - began) / 1000;
const result: SyncBenchResult = {
  seconds,
  cpu: cpuSince(cpuBefore, await askCpu(server)),
  requests: gate.requests - requestsBefore,
  sentBytes: gate.sentBytes - bytesBefore,
};
process.send?.(result);
server.disconnect();
process.disconnect();
