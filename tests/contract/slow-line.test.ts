import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, it } from 'vitest';
import { type Network, NetworkError, type NetworkRequest } from '../../electron/core/ports.ts';
import { inTransaction } from '../../portal/db/transactions.ts';
import { publish } from '../../portal/publications/publish.ts';
import { eventually } from '../support/chaos/eventually.ts';
import { startSyncKiosk } from '../support/chaos/sync-kiosk.ts';
import { createFastClock } from '../support/chaos/fast-clock.ts';
import { startTestPortal, type TestPortal } from '../support/portal/start-test-portal.ts';

let portal: TestPortal;
beforeAll(async () => {
  portal = await startTestPortal();
}, 120_000);
afterAll(() => portal.dispose());

/** How many milliseconds pass on the kiosk and on the line in one real one: few, so that a busy machine does not pass for a slow line. */
const SPEED = 20;

/** How long a request may take of which so many bytes of the answer have come. */
const patience = ({ timeout, timeoutPerByte = 0 }: NetworkRequest, bytes: number): number =>
  timeout + timeoutPerByte * bytes;

/** A line downwards for one answer at a time. */
const downLine = (network: Network, bytesPerMs: () => number): Network => ({
  send: async (request) => {
    const answer = await network.send({ ...request, timeout: 30_000 });
    let [come, passed] = [0, 0];
    while (come < answer.body.byteLength) {
      const began = performance.now();
      await sleep(5);
      const ms = (performance.now() - began) * SPEED;
      passed += ms;
      come += bytesPerMs() * ms;
      if (passed > patience(request, come)) throw new NetworkError('too slow');
    }
    return answer;
  },
});

/** A line upwards that all requests on their way share; what it does not carry in time is cut off. */
const upLine = (network: Network, bytesPerMs: () => number): Network => {
  let active = 0;
  const carry = async (bytes: number, timeout: number): Promise<void> => {
    let [left, passed] = [bytes, 0];
    while (left > 0) {
      const began = performance.now();
      await sleep(5);
      const ms = (performance.now() - began) * SPEED;
      passed += ms;
      left -= (bytesPerMs() * ms) / active;
      if (passed > timeout) throw new NetworkError('too slow');
    }
  };
  return {
    send: async (request) => {
      active += 1;
      try {
        await carry(request.body?.byteLength ?? 0, request.timeout);
      } finally {
        active -= 1;
      }
      return network.send({ ...request, timeout: 30_000 });
    },
  };
};

/** A kiosk that was enrolled over a fast line; `network` makes the line of it. */
const startOn = async (network: (inner: Network) => Network) => {
  const kiosk = await startSyncKiosk({
    url: portal.url,
    keyThumbprint: portal.keyThumbprint,
    enrolmentCode: await portal.newEnrolmentCode(),
    clock: createFastClock({ speed: SPEED }),
    network,
  });
  await kiosk.enrolled();
  return kiosk;
};

it.each([
  { kbits: 128, count: 300 },
  { kbits: 32, count: 60 },
])(
  '$count submissions go over a line of $kbits kbit/s',
  async ({ kbits, count }) => {
    let bytesPerMs = 100_000;
    const kiosk = await startOn((network) => upLine(network, () => bytesPerMs));
    bytesPerMs = 1e-6; // nothing gets out while they are saved
    await kiosk.save(count);
    bytesPerMs = kbits / 8;
    await kiosk.settled();
    await kiosk.stop();
  },
  120_000,
);

it.each([{ kbits: 64 }, { kbits: 40 }])(
  'a page of 600 kB comes over a line of $kbits kbit/s',
  async ({ kbits }) => {
    let bytesPerMs = 100_000;
    const kiosk = await startOn((network) => downLine(network, () => bytesPerMs));
    bytesPerMs = kbits / 8;
    await inTransaction(portal.portal.context.db, async (tx) => {
      for (const part of ['one', 'two', 'three'])
        await publish(tx, {
          kind: 'slow',
          id: `${part}-${kbits}`,
          body: part.padEnd(190_000, '.'),
        });
    });
    await eventually(
      () => kiosk.store.data.publications.get(`slow/three-${kbits}`) !== undefined,
      'the last publication',
      60_000,
    );
    await kiosk.stop();
  },
  120_000,
);
