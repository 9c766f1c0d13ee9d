import { describe, expect, it } from 'vitest';
import type { OutboxRecord } from '../../../../electron/core/store/records.ts';
import { createMemoryFiles, type MemoryFilesOptions } from '../../../support/store/memory-files.ts';
import { openMemoryStore } from '../../../support/store/open-memory-store.ts';
import { createStorePorts } from '../../../support/store/store-ports.ts';

const batch = (seq: number) => ({ seq, prev: '', digest: '', sentAt: 0, items: [] });
const submission: OutboxRecord = {
  kind: 'application',
  state: 'saved',
  savedAt: 1,
  bytes: 1,
  lookupId: 'l',
};

const openCounting = async () => {
  const writes: string[] = [];
  const fault: MemoryFilesOptions['fault'] = (operation, path) => {
    if (operation === 'write' || operation === 'sync') writes.push(`${operation} ${path}`);
    return undefined;
  };
  const store = await openMemoryStore({
    ports: createStorePorts(createMemoryFiles({ fault })),
    settings: {},
  });
  for (let turn = 0; turn < 500; turn += 1) await Promise.resolve();
  writes.length = 0;
  return { store, writes };
};

describe('an update', () => {
  it('shares one write and one sync with all that begin in the same turn', async () => {
    const { store, writes } = await openCounting();
    await Promise.all(
      Array.from({ length: 64 }, (_, n) =>
        store.update((data) => data.batches.set(`${n}`, batch(n))),
      ),
    );
    expect(store.data.batches.size).toBe(64);
    expect(writes.filter((line) => line.includes('seg-')).length).toBe(2);
    await store.close();
  });

  it('waits for the sync of an earlier one that it has read or whose body it keeps', async () => {
    const { store, writes } = await openCounting();
    await Promise.all([
      store.update((data) => data.batches.set('a', batch(1), 'body')),
      store.update((data) => data.batches.set('b', batch(data.batches.get('a')?.seq ?? 0))),
      store.update((data) => data.batches.set('a', batch(2))),
    ]);
    // A torn write could otherwise keep the second without the first.
    expect(writes.filter((line) => line.startsWith('write') && line.includes('seg-')).length).toBe(
      2,
    );
    await store.close();
  });

  it('writes only what changed', async () => {
    const { store } = await openCounting();
    await store.update((data) => {
      for (let n = 0; n < 500; n += 1) data.batches.set(`${n}`, batch(n));
    });
    const bytes: number[] = [];
    const files = createMemoryFiles({
      fault: (operation, path, length) => {
        if (operation === 'write' && path.includes('seg-')) bytes.push(length);
        return undefined;
      },
    });
    const second = await openMemoryStore({ ports: createStorePorts(files), settings: {} });
    await second.update((data) => {
      for (let n = 0; n < 500; n += 1) data.batches.set(`${n}`, batch(n));
    });
    bytes.length = 0;
    await second.update((data) => data.batches.set('7', batch(7)));
    expect(bytes.length).toBe(1);
    expect(bytes[0]).toBeLessThan(200);
    await store.close();
    await second.close();
  });

  it('leaves nothing behind when its change throws', async () => {
    const store = await openMemoryStore();
    await expect(
      store.update((data) => {
        data.batches.set('1', batch(1));
        throw new RangeError('half-way');
      }),
    ).rejects.toThrow(RangeError);
    await store.update((data) => data.batches.set('2', batch(2)));
    expect([...store.data.batches.entries()].map(([id]) => id)).toEqual(['2']);
    await store.close();
  });

  it('reads what updates before it leave, although they are not durable yet', async () => {
    const store = await openMemoryStore();
    const count = () =>
      store.update((data) => data.batches.set('n', batch((data.batches.get('n')?.seq ?? 0) + 1)));
    await Promise.all(Array.from({ length: 20 }, count));
    expect(store.data.batches.get('n')?.seq).toBe(20);
    await store.close();
  });

  it('reads its own changes and nobody else does', async () => {
    const store = await openMemoryStore();
    await store.update((data) => {
      data.batches.set('1', batch(1));
      expect(data.batches.get('1')).toEqual(batch(1));
      expect(store.data.batches.get('1')).toBeUndefined();
      data.batches.delete('1');
      expect(data.batches.get('1')).toBeUndefined();
    });
    expect(store.data.batches.size).toBe(0);
    await store.close();
  });

  it('is refused once its turn is over', async () => {
    const store = await openMemoryStore();
    let escaped: (() => void) | undefined;
    await store.update((data) => {
      escaped = () => data.batches.set('late', batch(1));
    });
    expect(() => escaped?.()).toThrow(/inside update/);
    await store.close();
  });

  it('keeps records that nobody can change by accident', async () => {
    const store = await openMemoryStore();
    const mine = { ...batch(1), items: ['a'] };
    await store.update((data) => {
      data.batches.set('1', mine);
      mine.items.push('b');
    });
    const kept = store.data.batches.get('1');
    expect(kept?.items).toEqual(['a']);
    expect(() => (kept!.items as string[]).push('c')).toThrow(TypeError);
    expect(() => ((kept as { seq: number }).seq = 9)).toThrow(TypeError);
    await store.close();
  });

  it('keeps a body until it is replaced or its record is deleted', async () => {
    const store = await openMemoryStore();
    await store.update((data) => data.outbox.set('a', submission, 'first'));
    await store.update((data) => data.outbox.set('a', { ...submission, state: 'set_aside' }));
    expect(await store.readBody('outbox', 'a')).toBe('first');
    await store.update((data) => data.outbox.set('a', submission, 'second ə \ud800 "quoted"\n'));
    expect(await store.readBody('outbox', 'a')).toBe('second ə \ud800 "quoted"\n');
    await store.update((data) => {
      data.outbox.delete('a');
      data.outbox.set('a', submission);
    });
    expect(await store.readBody('outbox', 'a')).toBeUndefined();
    await store.close();
  });

  it('keeps bodies of several records of one update apart', async () => {
    const store = await openMemoryStore();
    await store.update((data) => {
      data.outbox.set('a', submission, 'of a');
      data.outbox.set('b', submission);
      data.outbox.set('c', submission, 'of c '.repeat(9000));
    });
    expect(await store.readBody('outbox', 'a')).toBe('of a');
    expect(await store.readBody('outbox', 'b')).toBeUndefined();
    expect(await store.readBody('outbox', 'c')).toBe('of c '.repeat(9000));
    await store.close();
  });

  it('refuses what is not a record', async () => {
    const store = await openMemoryStore();
    for (const wrong of [undefined, null, 'text', 7, []])
      await expect(store.update((data) => data.outbox.set('a', wrong as never))).rejects.toThrow(
        TypeError,
      );
    expect(store.data.outbox.size).toBe(0);
    await store.close();
  });

  it('keeps ids of any characters apart from names of the language', async () => {
    const store = await openMemoryStore();
    const ids = ['__proto__', 'constructor', '', 'a\0b', '"', '\ud83d\ude00', 'x'.repeat(3000)];
    await store.update((data) => {
      for (const id of ids) data.cases.set(id, { local: id });
    });
    for (const id of ids) expect(store.data.cases.get(id)).toEqual({ local: id });
    await store.close();
  });

  it('is refused after the store was closed', async () => {
    const store = await openMemoryStore();
    await store.close();
    await expect(store.update((data) => data.batches.set('1', batch(1)))).rejects.toMatchObject({
      fault: 'storage_failed',
    });
  });
});
