import { describe, expect, it } from 'vitest';
import { createBatches } from '../../../../electron/core/sync/batches.ts';
import { createOutbox } from '../../../../electron/core/sync/outbox.ts';
import { createTestLog } from '../../../support/core/create-test-core.ts';
import { createFakeClock } from '../../../support/core/fake-clock.ts';
import { createMemoryStore, type MemoryStore } from '../../../support/core/memory-store.ts';

const KIOSK = '01936000-0000-7000-8000-ffffffffffff';
const idOf = (count: number): string =>
  `01936000-0000-7000-8000-${String(count).padStart(12, '0')}`;

const submissionOf = (count: number) =>
  ({
    id: idOf(count),
    kind: 'application',
    savedAt: 1_000 - count,
    lookupId: `lookup-${count}`,
    sealed: `sealed-${count}`,
    note: 'note',
  }) as const;

const REPLY = { v: 1, kiosk: KIOSK, batch: '', epoch: KIOSK, serverTime: 5_000 } as const;

const open = (store: MemoryStore = createMemoryStore()) => {
  const clock = createFakeClock();
  const { log, lines } = createTestLog();
  const outbox = createOutbox({ store, clock });
  const batches = createBatches({ store, outbox, clock, log });
  const save = async (...counts: readonly number[]): Promise<void> => {
    for (const count of counts) await outbox.save(submissionOf(count));
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
  const queued = ({ batches }: ReturnType<typeof open>): Promise<readonly string[]> =>
    batches.current(KIOSK, 20).then((fixed) => fixed.flatMap(({ record }) => record.items));

  it('goes in the order of saving after a restart, whatever the clock said', async () => {
    const before = open();
    await before.save(5, 4, 9); // each at an earlier time than the one before, see save()

    const after = open(before.store.afterPowerCut());

    expect(await queued(after)).toEqual([idOf(5), idOf(4), idOf(9)]);
  });

  it('sends what an earlier program saved first, by its time', async () => {
    const { store, save } = open();
    await save(1);
    await store.update((data) => {
      for (const count of [30, 20])
        data.outbox.set(
          idOf(count),
          { kind: 'application', state: 'saved', savedAt: 9_000 - count, bytes: 9 },
          `sealed-${count}`,
        );
    });

    const after = open(store.afterPowerCut());
    await after.save(2);

    expect(await queued(after)).toEqual([30, 20, 1, 2].map(idOf));
  });

  it('sends notes that were held after the submission that they were held for', async () => {
    const before = open();
    const note = { id: idOf(7), kind: 'attachment', savedAt: 1, sealed: 'part' } as const;
    await before.outbox.hold([note]);
    await before.save(3);
    const { outbox } = before;
    await outbox.save(submissionOf(4), { held: [note.id] });

    const after = open(before.store.afterPowerCut());

    expect(await queued(after)).toEqual([3, 4, 7].map(idOf));
  });

  const noteOf = (count: number, about: number) =>
    ({
      id: idOf(count),
      kind: 'message',
      savedAt: 5,
      sealed: 'message',
      lookupId: `lookup-${about}`,
    }) as const;
  const answerAll = async ({ batches, outbox }: ReturnType<typeof open>): Promise<void> => {
    for (const batch of await batches.current(KIOSK, 20)) {
      const results = batch.record.items.map((id) => ({ id, status: 'accepted' as const }));
      await outbox.applyReply(batch.record, { ...REPLY, seq: batch.record.seq, results }, 5_000);
      batches.answered(batch);
    }
  };

  it('offers a submission again before the messages that were written since', async () => {
    const scene = open();
    await scene.save(1, 2);
    await answerAll(scene);
    await scene.outbox.saveNotes([noteOf(9, 2)]);

    let offered: readonly string[] = [];
    await scene.store.update((data) => {
      offered = scene.outbox.markForReoffer(data);
    });
    scene.outbox.lineUp(offered);

    expect(await queued(scene)).toEqual([1, 2, 9].map(idOf));
  });

  it('sends what staff try again before the messages that belong to it', async () => {
    const scene = open();
    await scene.save(1, 2);
    await scene.outbox.setAside(idOf(1), 'too_large');
    await scene.outbox.saveNotes([noteOf(9, 1)]);

    await scene.outbox.retry(idOf(1), () => undefined);

    expect(await queued(scene)).toEqual([1, 2, 9].map(idOf));
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
