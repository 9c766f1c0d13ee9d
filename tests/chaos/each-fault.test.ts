import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROUTES } from '../../contract/sync-protocol.ts';
import { type FaultProxy, startFaultProxy } from '../support/chaos/fault-proxy.ts';
import { type Fault, FOREIGN_ANSWERS, PASS, retryLater } from '../support/chaos/faults.ts';
import { expectEachExactlyOnce } from '../support/chaos/register.ts';
import { startSyncKiosk, type SyncKiosk } from '../support/chaos/sync-kiosk.ts';
import { startTestPortal, type TestPortal } from '../support/portal/start-test-portal.ts';

let portal: TestPortal;
let proxy: FaultProxy;
let kiosk: SyncKiosk;
const saved: string[] = [];

beforeAll(async () => {
  portal = await startTestPortal();
  proxy = await startFaultProxy({ target: portal.url, patience: 2_000 });
  kiosk = await startSyncKiosk({ ...portal, url: proxy.url });
  await kiosk.enrolled();
  saved.push(...(await kiosk.save(1))); // so that there is an older answer
  await kiosk.settled();
});
afterAll(async () => {
  await kiosk.stop();
  await proxy.stop();
  await portal.dispose();
});

/** What is said before, instead of, or after the portal's own word. */
const foreign: readonly (readonly [string, Fault])[] = [
  ...Object.entries(FOREIGN_ANSWERS),
  ['Retry-After of no time', retryLater(503, '0')] as const,
  ['Retry-After in the past', retryLater(429, 'Wed, 21 Oct 2015 07:28:00 GMT')] as const,
  ['Retry-After that is nonsense', retryLater(429, 'soon')] as const,
  ['Retry-After of two seconds', retryLater(503, '2')] as const,
].flatMap(([name, answer]): (readonly [string, Fault])[] => [
  [`${name} instead of the portal`, { kind: 'answer', answer }],
  [`${name} after the portal has stored it`, { kind: 'gateway', answer }],
]);

const onTheWire: readonly (readonly [string, Fault])[] = [
  ['a dropped connection', { kind: 'drop' }],
  ['a request that arrives twice in a row', { kind: 'double', together: false, heard: 'second' }],
  ['a request that arrives twice at once', { kind: 'double', together: true, heard: 'first' }],
  ['a request that turns up again later', { kind: 'echo', ms: 20 }],
  ['the answer to an older batch', { kind: 'stale-answer' }],
  ['a bit flipped in the request', { kind: 'flip-request', at: -40, bit: 3 }],
  ['a bit flipped in the request’s length', { kind: 'flip-request', at: 5, bit: 0 }],
  ['a bit flipped in the answer’s signature', { kind: 'flip-answer', at: -20, bit: 2 }],
  ['a bit flipped in the answer’s payload', { kind: 'flip-answer', at: -400, bit: 1 }],
  ['an answer in crumbs', { kind: 'trickle', piece: 7 }],
  ['silence', { kind: 'silence', ms: 50 }],
];

describe('the first try of a batch meets', () => {
  it.each([...onTheWire, ...foreign])(
    '%s: still one submission, one number',
    async (_name, fault) => {
      const faults: Fault[] = [fault];
      proxy.follow(({ route }) => (route === ROUTES.batches && faults.shift()) || PASS);
      saved.push(...(await kiosk.save(1)));
      await kiosk.settled();
      expect(faults).toEqual([]);
      await expectEachExactlyOnce(portal.portal, saved, [kiosk]);
    },
  );
});
