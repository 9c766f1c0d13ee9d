import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROUTES } from '../../contract/sync-protocol.ts';
import { type FaultProxy, startFaultProxy } from '../support/chaos/fault-proxy.ts';
import { type Fault, PASS } from '../support/chaos/faults.ts';
import { countRows, expectEachExactlyOnce } from '../support/chaos/register.ts';
import { startSyncKiosk, type SyncKiosk } from '../support/chaos/sync-kiosk.ts';
import { startTestPortal, type TestPortal } from '../support/portal/start-test-portal.ts';

let portal: TestPortal;
let proxy: FaultProxy;
let kiosk: SyncKiosk;
const ids: string[] = [];

beforeAll(async () => {
  portal = await startTestPortal();
  proxy = await startFaultProxy({ target: portal.url });
  kiosk = await startSyncKiosk({ ...portal, url: proxy.url });
  await kiosk.enrolled();
});
afterAll(async () => {
  await kiosk.stop();
  await proxy.stop();
  await portal.dispose();
});

const batches = () => proxy.exchanges.filter(({ route }) => route === ROUTES.batches);

/** Bytes of a batch with one item, which is what is cut below. */
const measure = async (): Promise<{ request: number; answer: number }> => {
  proxy.follow(() => PASS);
  ids.push(...(await kiosk.save()));
  await kiosk.settled();
  const { requestBytes, answerBytes } = batches().at(-1)!;
  return { request: requestBytes, answer: answerBytes! };
};

/** Each try of the same batch is cut one byte later; after the last cut it passes. */
const cutAtEach = async (faults: readonly Fault[]): Promise<void> => {
  const left = [...faults];
  proxy.follow(({ route }) => (route === ROUTES.batches && left.shift()) || PASS);
  ids.push(...(await kiosk.save()));
  const impatience = setInterval(() => kiosk.reconnect(), 1);
  await kiosk.settled(120_000);
  clearInterval(impatience);
  expect(left).toEqual([]);
};

const LONG = process.env['CHAOS'] === 'long';
/** Bytes at either end where each single one is tried also in a short run: heads, and the last of a body. */
const ENDS = 120;

const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index);
const places = (count: number): number[] =>
  upTo(count).filter((at) => LONG || at % 7 === 0 || at < ENDS || at >= count - ENDS);

describe('a batch that is cut off', () => {
  it('at every byte of the request stays one submission', async () => {
    const { request } = await measure();
    // Sizes differ by a few bytes from batch to batch: beyond the end is "sent whole, then cut".
    await cutAtEach(places(request + 8).map((after) => ({ kind: 'cut-request', after })));
    await expectEachExactlyOnce(portal.portal, ids, [kiosk]);
  });

  it('at every byte of the answer stays one submission with one number', async () => {
    const { answer } = await measure();
    await cutAtEach(places(answer - 8).map((after) => ({ kind: 'cut-answer', after })));
    await expectEachExactlyOnce(portal.portal, ids, [kiosk]);
  });

  it('heals at once wherever the cut was', async () => {
    const { request, answer } = await measure();
    const step = LONG ? 1 : 61;
    const places: Fault[] = [
      ...upTo(request + 8).map((after) => ({ kind: 'cut-request', after }) as const),
      ...upTo(answer).map((after) => ({ kind: 'cut-answer', after }) as const),
    ].filter((_, index) => index % step === 0);
    for (const place of places) {
      await cutAtEach([place]);
      expect((await countRows(portal.portal)).submissions).toBe(ids.length);
    }
    await expectEachExactlyOnce(portal.portal, ids, [kiosk]);
  });
});
