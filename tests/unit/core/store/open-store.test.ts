import { describe, expect, it } from 'vitest';
import type { OutboxRecord } from '../../../../electron/core/store/records.ts';
import { createMemoryFiles } from '../../../support/store/memory-files.ts';
import { openMemoryStore } from '../../../support/store/open-memory-store.ts';
import { createStorePorts } from '../../../support/store/store-ports.ts';

const submission = (lookupId: string, changes: Partial<OutboxRecord> = {}): OutboxRecord => ({
  kind: 'application',
  state: 'saved',
  savedAt: 1_795_000_000_000,
  bytes: 1500,
  lookupId,
  ...changes,
});

describe('a store', () => {
  it('shows a record only when its line is durable', async () => {
    const store = await openMemoryStore();
    const saving = store.update((data) => data.outbox.set('a', submission('look-a')));
    expect(store.data.outbox.get('a')).toBeUndefined();
    await saving;
    expect(store.data.outbox.get('a')).toEqual(submission('look-a'));
    await store.close();
  });

  it('finds everything again after it was closed', async () => {
    const files = createMemoryFiles();
    const first = await openMemoryStore({ ports: createStorePorts(files) });
    await first.update((data) => {
      data.outbox.set('a', submission('look-a'), 'sealed body of a');
      data.cases.set('look-a', { local: 'opaque' });
      data.batches.set('1', { seq: 1, prev: '', digest: 'd', sentAt: 0, items: ['a'] });
    });
    await first.update((data) => data.batches.delete('1'));
    await first.close();
    const second = await openMemoryStore({ ports: createStorePorts(files) });
    expect([...second.data.outbox.entries()]).toEqual([['a', submission('look-a')]]);
    expect(second.data.cases.get('look-a')).toEqual({ local: 'opaque' });
    expect(second.data.batches.size).toBe(0);
    expect(await second.readBody('outbox', 'a')).toBe('sealed body of a');
    expect(second.health()).toEqual({ damaged: false, canSave: true });
    await second.close();
  });

  it('finds everything again after it was simply left', async () => {
    const files = createMemoryFiles();
    const first = await openMemoryStore({ ports: createStorePorts(files) });
    for (let n = 0; n < 100; n += 1)
      await first.update((data) =>
        data.outbox.set(`s${n}`, submission(`l${n}`), `body ${n} `.repeat(60)),
      );
    const left = createMemoryFiles();
    for (const [path, file] of files.content)
      left.content.set(path, { bytes: Buffer.from(file.bytes), size: file.size });
    const second = await openMemoryStore({ ports: createStorePorts(left) });
    expect(second.data.outbox.size).toBe(100);
    for (let n = 0; n < 100; n += 1)
      expect(await second.readBody('outbox', `s${n}`)).toBe(`body ${n} `.repeat(60));
    expect(second.health().damaged).toBe(false);
    await second.close();
    await first.close();
  });
});
