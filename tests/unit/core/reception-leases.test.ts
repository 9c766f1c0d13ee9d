import { describe, expect, it } from 'vitest';
import { LEASES_PUBLICATION, type Lease } from '../../../contract/receptions.ts';
import { createPublications } from '../../../electron/core/publications.ts';
import { createReceptionLeases } from '../../../electron/core/reception-leases.ts';
import type { SettledHook } from '../../../electron/core/submission-queue.ts';
import { createMemoryStore, type MemoryStore } from '../../support/core/memory-store.ts';
import { MONDAY } from '../../support/core/fake-clock.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const ID = '01936000-0000-7000-8000-000000000001';
const SLOT = 'az-mas-economy_20261204T1500';
const SUBMISSION = '01936000-0000-7000-8000-00000000000a';
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

const lease: Lease = {
  slot: { slotId: SLOT, startsAt: MONDAY + 10 * DAY, minutes: 20, placeId: 'hall' },
  leaseId: ID,
  givenAt: MONDAY,
  until: MONDAY + 3 * DAY,
};

const tell = (store: MemoryStore, leases: readonly Lease[]): Promise<void> =>
  store.update((writer) =>
    writer.publications.set(`${LEASES_PUBLICATION}/kiosk`, {
      rev: 1,
      epoch: 'e',
      body: JSON.stringify({ leases }),
    }),
  );

const kioskWith = async (store = createMemoryStore()) => {
  let now = MONDAY + HOUR;
  let discarded = false;
  const hooks: SettledHook[] = [];
  await tell(store, [lease]);
  const leases = createReceptionLeases({
    store,
    publications: createPublications({ data: store.data, log }),
    queue: {
      whenSettled: (_kind, hook) => hooks.push(hook),
      delivery: () => ({ state: discarded ? 'discarded' : 'saved' }),
    },
    time: { now: () => now },
  });
  return {
    store,
    leases,
    at: (moment: number) => {
      now = moment;
    },
    discard: () => {
      discarded = true;
    },
    settle: (id: string) =>
      store.update((writer) => {
        for (const hook of hooks) hook(writer, { id, status: 'accepted' });
      }),
  };
};

describe('times that are leased to a kiosk', () => {
  it('are promised while the lease lasts, and named to the portal', async () => {
    const { leases } = await kioskWith();
    expect([...leases.held().keys()]).toEqual([SLOT]);
    expect(await leases.named()).toEqual([ID]);
  });

  it('are promised once, also to two sessions at the same moment', async () => {
    const { leases } = await kioskWith();
    const claim = leases.claim(SLOT);
    expect(claim?.leaseId).toBe(ID);
    expect(leases.claim(SLOT)).toBeUndefined();
    claim?.done(); // it came to nothing
    expect(leases.claim(SLOT)).toBeDefined();
  });

  it('stay named until the portal has the booking, and through a power cut', async () => {
    const { leases, store, settle } = await kioskWith();
    const claim = leases.claim(SLOT);
    await store.update((writer) => claim?.note(SUBMISSION)(writer));
    claim?.done();
    const again = await kioskWith(store.afterPowerCut());
    expect(again.leases.held().size).toBe(0);
    // The portal tells the leases without it meanwhile.
    await tell(again.store, []);
    again.at(MONDAY + 9 * DAY);
    expect(await again.leases.named()).toEqual([ID]);
    await again.settle(SUBMISSION);
    expect(await again.leases.named()).toEqual([]);
    await settle('another');
    expect(await leases.named()).toEqual([ID]);
  });

  it('are let go for good when they end, whatever is done to the clock afterwards', async () => {
    const kiosk = await kioskWith();
    kiosk.at(lease.until);
    expect(kiosk.leases.held().size).toBe(0);
    expect(await kiosk.leases.named()).toEqual([]);
    kiosk.at(MONDAY + HOUR); // two days back
    expect(kiosk.leases.held().size).toBe(0);
    expect(kiosk.leases.claim(SLOT)).toBeUndefined();
    expect(await kiosk.leases.named()).toEqual([]);
  });

  it('stay the own ones for a clock that is two hours slow, and stay named meanwhile', async () => {
    const kiosk = await kioskWith();
    kiosk.at(lease.until - 2 * HOUR); // the portal's clock shows the end
    expect(kiosk.leases.claim(SLOT)).toBeDefined();
    expect(await kiosk.leases.named()).toEqual([ID]);
  });

  it('are not promised by a clock that shows a time before they were given', async () => {
    const kiosk = await kioskWith();
    kiosk.at(lease.givenAt - DAY);
    expect(kiosk.leases.held().size).toBe(0);
    expect(await kiosk.leases.named()).toEqual([ID]);
  });

  it('are no longer named when staff gave the booking up', async () => {
    const kiosk = await kioskWith();
    const claim = kiosk.leases.claim(SLOT);
    await kiosk.store.update((writer) => claim?.note(SUBMISSION)(writer));
    claim?.done();
    kiosk.discard();
    expect(await kiosk.leases.named()).toEqual([]);
  });

  it('keep nothing of those that the portal tells no more', async () => {
    const kiosk = await kioskWith();
    kiosk.at(lease.until);
    await kiosk.leases.named();
    expect(kiosk.store.data.leases.size).toBe(1);
    await tell(kiosk.store, []);
    await kiosk.leases.named();
    expect(kiosk.store.data.leases.size).toBe(0);
  });
});
