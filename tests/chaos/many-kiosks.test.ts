import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BatchItem, ROUTES } from '../../contract/sync-protocol.ts';
import { expectEachExactlyOnce } from '../support/chaos/register.ts';
import { createSeededRandom } from '../support/chaos/seeded-random.ts';
import {
  createDeviceKey,
  enrolKiosk,
  type KioskDouble,
  post,
} from '../support/portal/kiosk-double.ts';
import { createContent, createItem } from '../support/portal/sample-application.ts';
import { startTestPortal, type TestPortal } from '../support/portal/start-test-portal.ts';

const KIOSKS = 1_000;
const BATCHES = 2;
const ITEMS = 2;
const AT_ONCE = 16;

let portal: TestPortal;
beforeAll(async () => {
  portal = await startTestPortal();
});
afterAll(() => portal.dispose());

/** Runs the work with so many under way at a time. */
const inLanes = async <T>(work: readonly T[], run: (item: T) => Promise<void>): Promise<void> => {
  const left = [...work];
  const lane = async (): Promise<void> => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await run(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
};

interface Delivery {
  readonly kiosk: KioskDouble;
  readonly jws: string;
}

/** The batches of one kiosk, signed as its chain demands, with what they hold. */
const prepare = async (kiosk: KioskDouble): Promise<{ deliveries: Delivery[]; ids: string[] }> => {
  const ids: string[] = [];
  const deliveries: Delivery[] = [];
  let before: BatchItem[] = [];
  for (let count = 0; count < BATCHES; count += 1) {
    const contents = Array.from({ length: ITEMS }, () => createContent());
    const fresh = await Promise.all(
      contents.map((content) => createItem(content, kiosk.facts.sealingKey)),
    );
    ids.push(...contents.map(({ id }) => id));
    const jws = await kiosk.signBatch([...fresh, ...before.slice(0, 1)]); // one item once more
    kiosk.moveOn(jws);
    deliveries.push({ kiosk, jws });
    before = fresh;
  }
  return { deliveries, ids };
};

/** Until the portal has answered this very batch: one that overtook another is sent again. */
const deliver = async ({ kiosk, jws }: Delivery): Promise<void> => {
  for (;;) {
    const answer = await post(kiosk.url + ROUTES.batches, gzipSync(jws), {
      'content-encoding': 'gzip',
    });
    if (answer.status === 409 && answer.body.includes('out-of-order')) continue;
    const { results } = await kiosk.openBatchReply(answer, jws);
    expect(results.every(({ status }) => status === 'accepted' || status === 'duplicate')).toBe(
      true,
    );
    return;
  }
};

describe(`${KIOSKS} kiosks at once`, () => {
  it('deliver each submission exactly once, with doubles and in any order', async () => {
    const random = createSeededRandom(KIOSKS);
    const deliveries: Delivery[] = [];
    const ids: string[] = [];
    await inLanes(Array.from({ length: KIOSKS }), async () => {
      const code = await portal.newEnrolmentCode();
      const prepared = await prepare(await enrolKiosk(portal, code, await createDeviceKey()));
      deliveries.push(...prepared.deliveries);
      ids.push(...prepared.ids);
    });
    const doubled = deliveries.filter(() => random.fraction() < 0.3);
    await inLanes(random.shuffle([...deliveries, ...doubled]), deliver);
    await expectEachExactlyOnce(portal.portal, ids);
  });
});
