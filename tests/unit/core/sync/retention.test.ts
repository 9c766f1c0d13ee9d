import { describe, expect, it } from 'vitest';
import type { CaseRecord, OutboxRecord } from '../../../../electron/core/store/records.ts';
import { dropExpired } from '../../../../electron/core/sync/retention.ts';
import { createMemoryStore } from '../../../support/core/memory-store.ts';

const DAY = 86_400_000;
const NOW = 1_000 * DAY;

const item = (record: Partial<OutboxRecord>): OutboxRecord => ({
  kind: 'application',
  state: 'received',
  savedAt: 0,
  bytes: 1,
  lookupId: 'x',
  ...record,
});

const leftOf = async (
  outbox: Record<string, OutboxRecord>,
  cases: Record<string, CaseRecord> = {},
): Promise<readonly string[]> => {
  const store = createMemoryStore();
  await store.update((data) => {
    for (const [id, record] of Object.entries(outbox)) data.outbox.set(id, record, 'body');
    for (const [id, record] of Object.entries(cases)) data.cases.set(id, record);
  });
  await dropExpired(store, NOW, 30);
  return [...store.data.outbox.entries(), ...store.data.cases.entries()].map(([id]) => id);
};

describe('keeping sealed copies', () => {
  it('ends for what the portal has had long enough, and for nothing else', async () => {
    const old = NOW - 31 * DAY;

    const left = await leftOf({
      expired: item({ receivedAt: old }),
      fresh: item({ receivedAt: NOW - 29 * DAY }),
      waiting: item({ state: 'saved', savedAt: 0 }),
      setAside: item({ state: 'set_aside', refusal: 'bad_content', receivedAt: old }),
      offeredAgain: item({ receivedAt: old, reoffer: true }),
      undated: item({}),
    });

    expect(left).toEqual(['fresh', 'waiting', 'setAside', 'offeredAgain', 'undated']);
  });

  it('lets go of cases that were decided half a year ago', async () => {
    const left = await leftOf(
      {},
      {
        decidedLongAgo: { final: true, heardAt: NOW - 181 * DAY },
        decided: { final: true, heardAt: NOW - 179 * DAY },
        open: { final: false, heardAt: 0 },
        unheard: { local: 'note' },
      },
    );

    expect(left).toEqual(['decided', 'open', 'unheard']);
  });

  it('lets go of the copy of a message with the message itself, and never before it arrived', async () => {
    const store = createMemoryStore();
    const old = NOW - 31 * DAY;
    const copy = (savedAt: number) => ({ lookupId: 'x', sealed: 'sealed', savedAt });
    await store.update((data) => {
      data.outbox.set('arrived', item({ kind: 'message', receivedAt: old }), 'body');
      data.outbox.set('waiting', item({ kind: 'message', state: 'saved' }), 'body');
      data.messages.set('arrived', copy(old));
      data.messages.set('waiting', copy(old));
      data.messages.set('orphan', copy(old));
      data.messages.set('fresh', copy(NOW - DAY));
    });
    await dropExpired(store, NOW, 30);
    expect([...store.data.messages.entries()].map(([id]) => id)).toEqual(['waiting', 'fresh']);
  });

  it('copes with years of them', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 2_300 }, (_, count) => [`id-${count}`, item({ receivedAt: 0 })]),
    );

    expect(await leftOf(many)).toEqual([]);
  });
});
