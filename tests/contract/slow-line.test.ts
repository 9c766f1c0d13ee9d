import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, it } from 'vitest';
import { type Network, NetworkError } from '../../electron/core/ports.ts';
import { startSyncKiosk } from '../support/chaos/sync-kiosk.ts';
import { createFastClock } from '../support/chaos/fast-clock.ts';
import { startTestPortal, type TestPortal } from '../support/portal/start-test-portal.ts';

let portal: TestPortal;
beforeAll(async () => {
  portal = await startTestPortal();
}, 120_000);
afterAll(() => portal.dispose());

/** How many milliseconds pass on the kiosk and on the line in one real one. */
const SPEED = 100;

/** A line upwards that all requests on their way share; what it does not carry in time is cut off. */
const overLine = (network: Network, bytesPerMs: () => number): Network => {
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

it.each([256, 32])(
  'a long queue empties over a line of %d kbit/s',
  async (kbits) => {
    let bytesPerMs = 100_000;
    const kiosk = await startSyncKiosk({
      url: portal.url,
      keyThumbprint: portal.keyThumbprint,
      enrolmentCode: await portal.newEnrolmentCode(),
      clock: createFastClock({ speed: SPEED }),
      network: (network) => overLine(network, () => bytesPerMs),
    });
    await kiosk.enrolled();
    bytesPerMs = 1e-6; // nothing gets out while they are saved
    await kiosk.save(450);
    bytesPerMs = kbits / 8;
    await kiosk.settled(30_000);
    await kiosk.stop();
  },
  60_000,
);
