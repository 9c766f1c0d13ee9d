import { expect, it } from 'vitest';
import { createBatches } from '../../../../electron/core/sync/batches.ts';
import { createOutbox } from '../../../../electron/core/sync/outbox.ts';
import { createFailingDisk } from '../../../support/store/bad-sector.ts';
import { createMemoryFiles } from '../../../support/store/memory-files.ts';
import { openMemoryStore } from '../../../support/store/open-memory-store.ts';
import { createStorePorts } from '../../../support/store/store-ports.ts';

const KIOSK = '01936000-0000-7000-8000-ffffffffffff';
const idOf = (count: number): string =>
  `01936000-0000-7000-8000-${String(count).padStart(12, '0')}`;

const openWithBadBody = async () => {
  const disk = createFailingDisk(createMemoryFiles());
  const ports = createStorePorts(disk.files);
  const store = await openMemoryStore({ ports });
  const { clock, log } = ports;
  const outbox = createOutbox({ store, clock });
  const batches = createBatches({ store, outbox, clock, log });
  for (const count of [1, 2, 3])
    await outbox.save({
      id: idOf(count),
      kind: 'application',
      savedAt: count,
      lookupId: `lookup-${count}`,
      sealed: `sealed-${count}`,
      note: 'note',
    });
  await disk.breakUnder(() => store.readBody('outbox', idOf(2)));
  return { disk, store, outbox, batches };
};

it('sends the others when the disk cannot read one submission, which is set aside', async () => {
  const { store, batches } = await openWithBadBody();
  const [fixed] = await batches.current(KIOSK);
  expect(fixed?.record.items).toEqual([idOf(1), idOf(3)]);
  expect(store.data.outbox.get(idOf(2))).toMatchObject({
    state: 'set_aside',
    refusal: 'lost_body',
  });
  expect(store.health().damaged).toBe(true);
});

it('sends what the disk can read again once staff try it again', async () => {
  const { disk, outbox, batches } = await openWithBadBody();
  await batches.current(KIOSK, 1);
  disk.mend();
  expect(await outbox.retry(idOf(2), () => undefined)).toBe(true);
  const [, next] = await batches.current(KIOSK);
  expect(next?.record.items).toEqual([idOf(2)]);
});
