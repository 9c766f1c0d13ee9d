import { describe, expect, it } from 'vitest';
import { createBatches } from '../../../../electron/core/sync/batches.ts';
import { createOutbox } from '../../../../electron/core/sync/outbox.ts';
import { createTestLog } from '../../../support/core/create-test-core.ts';
import { createFakeClock } from '../../../support/core/fake-clock.ts';
import { createMemoryStore, type MemoryStore } from '../../../support/core/memory-store.ts';

const KIOSK = '01936000-0000-7000-8000-ffffffffffff';
const idOf = (count: number): string =>
  `01936000-0000-7000-8000-${String(count).padStart(12, '0')}`;

const open = (store: MemoryStore = createMemoryStore()) => {
  const clock = createFakeClock();
  const { log, lines } = createTestLog();
  const outbox = createOutbox({ store, clock });
  const batches = createBatches({ store, outbox, clock, log });
  const save = async (...counts: readonly number[]): Promise<void> => {
    for (const count of counts)
      await outbox.save({
        id: idOf(count),
        kind: 'application',
        savedAt: 1_000 - count,
        lookupId: `lookup-${count}`,
        sealed: `sealed-${count}`,
        note: 'note',
      });
  };
  return { store, clock, outbox, batches, save, lines };
};

describe('a batch that was fixed', () => {
  it('is the same to the byte after a power cut, whatever was saved since', async () => {
    const before = open();
    await before.save(1, 2);
    const [fixed] = await before.batches.current(KIOSK);
    await before.save(3);

    const after = open(before.store.afterPowerCut());
    const again = await after.batches.current(KIOSK);

    expect(again[0]).toEqual(fixed);
    expect(again.map(({ record }) => record.items)).toEqual([[idOf(1), idOf(2)], [idOf(3)]]);
    expect(again[1]?.record).toMatchObject({ seq: 2, prev: fixed?.record.digest });
  });

  it('is on the disk before anybody gets it to send', async () => {
    const { store, batches, save } = open();
    await save(1);
    store.failWith('storage_failed');

    await expect(batches.current(KIOSK)).rejects.toThrow('storage_failed');

    store.failWith(undefined);
    expect(store.data.batches.size).toBe(0);
    expect(await batches.current(KIOSK)).toHaveLength(1);
  });

  it('can be fixed when the disk is too full for new submissions', async () => {
    const { store, batches, save } = open();
    await save(1);
    store.failWith('storage_full', { urgentToo: false });

    expect(await batches.current(KIOSK)).toHaveLength(1);
    await expect(save(2)).rejects.toThrow('storage_full');
  });

  it('is dissolved when one of its bodies is lost, and the others go on', async () => {
    const before = open();
    await before.save(1, 2, 3);
    await before.batches.current(KIOSK);
    const store = before.store.afterPowerCut();
    store.loseBody('outbox', idOf(2));

    const after = open(store);
    const [fixed] = await after.batches.current(KIOSK);

    expect([...(fixed?.record.items ?? [])].sort()).toEqual([idOf(1), idOf(3)]);
    expect(store.data.outbox.get(idOf(2))).toMatchObject({
      state: 'set_aside',
      refusal: 'lost_body',
    });
    expect(after.lines.map(({ event }) => event)).toContain('outbox.batch_damaged');
  });
});

describe('a batch that is refused for its size', () => {
  it('is split at once when it surely never arrived', async () => {
    const { batches, save } = open();
    await save(1, 2, 3, 4);
    const [fixed] = await batches.current(KIOSK);

    expect(await batches.split(fixed!)).toBe(true);

    const halves = await batches.current(KIOSK);
    expect(halves.map(({ record }) => record.items.length)).toEqual([2, 2]);
    expect(halves[0]?.record).toMatchObject({ seq: 1, prev: fixed?.record.prev });
  });

  it.each(['its answer was lost', 'the power failed'])(
    'stays as it is when it may have arrived because %s, unless it is refused again and again',
    async (why) => {
      const before = open();
      await before.save(1, 2, 3, 4);
      const [sent] = await before.batches.current(KIOSK);
      if (why === 'its answer was lost') before.batches.doubt(sent!);
      const { batches } = why === 'the power failed' ? open(before.store.afterPowerCut()) : before;
      const [fixed] = await batches.current(KIOSK);

      for (let count = 0; count < 4; count += 1) expect(await batches.split(fixed!)).toBe(false);
      expect(await batches.current(KIOSK)).toEqual([sent]);

      expect(await batches.split(fixed!)).toBe(true);
      expect((await batches.current(KIOSK))[0]?.record.items).toHaveLength(2);
    },
  );
});

describe('the queue', () => {
  it('goes in the order of saving after a restart', async () => {
    const before = open();
    await before.save(5, 4, 9);

    const after = open(before.store.afterPowerCut());
    const [fixed] = await after.batches.current(KIOSK);

    expect(fixed?.record.items).toEqual([idOf(9), idOf(5), idOf(4)]); // by `savedAt`, see save()
  });

  it('never lets an id stand for other content', async () => {
    const { save, store } = open();
    await save(1);

    await expect(save(1)).rejects.toThrow('used twice');

    expect(await store.readBody('outbox', idOf(1))).toBe('sealed-1');
  });

  it('keeps nothing, not even in memory, of what could not be saved', async () => {
    const { save, store, outbox, batches } = open();
    store.failWith('storage_full');
    await expect(save(1)).rejects.toThrow('storage_full');
    store.failWith(undefined);

    expect(outbox.delivery(idOf(1))).toBeUndefined();
    expect(outbox.line.size).toBe(0);
    expect(await batches.current(KIOSK)).toEqual([]);
  });

  it('takes no answer on items that were not asked, and none for one that was left out', async () => {
    const { batches, outbox, save, store } = open();
    await save(1, 2);
    const [fixed] = await batches.current(KIOSK);
    const registration = { registeredOn: '2026-11-23', answerBy: '2026-12-14' };
    await outbox.applyReply(
      fixed!.record,
      {
        v: 1,
        kiosk: KIOSK,
        seq: 1,
        batch: fixed!.record.digest,
        epoch: KIOSK,
        serverTime: 0,
        results: [
          { id: idOf(7), status: 'accepted', registrationNumber: 'X', ...registration },
          { id: idOf(1), status: 'accepted', registrationNumber: 'A', ...registration },
        ],
      },
      5_000,
    );

    expect(store.data.outbox.get(idOf(1))).toMatchObject({ state: 'received', receivedAt: 5_000 });
    expect(store.data.outbox.get(idOf(2))).toMatchObject({ state: 'saved' });
    expect(store.data.outbox.get(idOf(7))).toBeUndefined();
    expect(outbox.line.size).toBe(1);
  });
});
