import { describe, expect, test } from 'vitest';
import { createAudit } from '../../../electron/core/audit.ts';
import type { AuditRecord } from '../../../electron/core/store/records.ts';
import { createSeededRandom } from '../../support/core/create-test-core.ts';
import { createMemoryStore, type MemoryStore } from '../../support/core/memory-store.ts';

const open = (store: MemoryStore = createMemoryStore()) => ({
  store,
  audit: createAudit({ store, random: createSeededRandom('audit'), now: () => 1_000 }),
});
const five = async () => {
  const opened = open();
  for (const act of ['signed_in', 'viewed', 'retried', 'exported', 'signed_out'] as const)
    await opened.audit.note({ number: '1001', act, subject: 'x' });
  return opened;
};
const lineOf = (store: MemoryStore, seq: number): [string, AuditRecord] => {
  const found = [...store.data.audit.entries()].find(([, record]) => record.seq === seq);
  if (found === undefined) throw new Error(`no line ${seq}`);
  return found;
};

describe('the audit', () => {
  test('holds while nobody touches it, also after a restart', async () => {
    const { store, audit } = await five();
    expect(audit.verify()).toEqual({ ok: true, lines: 5 });
    const later = open(store.afterPowerCut());
    await later.audit.note({ number: '1002', act: 'signed_in' });
    expect(later.audit.verify()).toEqual({ ok: true, lines: 6 });
    expect(later.audit.lines(2).map(({ act }) => act)).toEqual(['signed_in', 'signed_out']);
  });

  test('links lines that are written at the same moment', async () => {
    const { audit } = open();
    await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        audit.note({ number: String(index), act: 'viewed' }),
      ),
    );
    expect(audit.verify()).toEqual({ ok: true, lines: 30 });
  });

  test('is empty and right on a new kiosk', () => {
    const { audit } = open();
    expect(audit.verify()).toEqual({ ok: true, lines: 0 });
    expect(audit.head()).toBeUndefined();
  });

  test.each([
    ['number', { number: '9999' }],
    ['act', { act: 'retried' }],
    ['time', { at: 2_000 }],
    ['reason', { reason: 'none' }],
    ['second person', { second: '1003' }],
    ['subject', { subject: 'y' }],
  ] as const)('finds a changed %s', async (_what, change) => {
    const { store, audit } = await five();
    const [id, record] = lineOf(store, 2);
    await store.update((writer) => writer.audit.set(id, { ...record, ...change }));
    expect(audit.verify()).toEqual({ ok: false, fault: 'changed', seq: 2 });
  });

  test('finds two lines that changed places', async () => {
    const { store, audit } = await five();
    const [[two, second], [three, third]] = [lineOf(store, 2), lineOf(store, 3)];
    await store.update((writer) => {
      writer.audit.set(two, { ...third, seq: 2 });
      writer.audit.set(three, { ...second, seq: 3 });
    });
    expect(audit.verify()).toMatchObject({ ok: false, fault: 'changed', seq: 2 });
  });

  test('finds a line that was taken out of the middle', async () => {
    const { store, audit } = await five();
    await store.update((writer) => writer.audit.delete(lineOf(store, 3)[0]));
    expect(audit.verify()).toEqual({ ok: false, fault: 'missing', seq: 3 });
  });

  test('finds lines that were cut off at the end', async () => {
    const { store, audit } = await five();
    await store.update((writer) => writer.audit.delete(lineOf(store, 5)[0]));
    expect(audit.verify()).toEqual({ ok: false, fault: 'cut', seq: 5 });
  });

  test('finds an end that was cut off together with its head, once the portal had seen it', async () => {
    const { store, audit } = await five();
    const head = audit.head();
    if (head === undefined) throw new Error('no head');
    const [id] = lineOf(store, 5);
    const chain = store.data.auditChain.get('chain');
    const { mac } = lineOf(store, 4)[1];
    if (chain === undefined) throw new Error('no chain');
    await store.update((writer) => {
      writer.audit.delete(id);
      writer.auditChain.set('chain', { ...chain, seq: 4, mac });
    });
    expect(audit.verify()).toEqual({ ok: true, lines: 4 });
    await audit.heardAnchor(head);
    expect(audit.verify()).toEqual({ ok: false, fault: 'went_back', seq: 5 });
    await audit.note({ number: '1001', act: 'viewed' });
    await audit.note({ number: '1001', act: 'viewed' });
    expect(audit.verify()).toMatchObject({ ok: false, fault: 'went_back' });
  });

  test('finds a line with another key', async () => {
    const { store, audit } = await five();
    const chain = store.data.auditChain.get('chain');
    if (chain === undefined) throw new Error('no chain');
    await store.update((writer) =>
      writer.auditChain.set('chain', { ...chain, key: 'A'.repeat(43) }),
    );
    expect(audit.verify()).toMatchObject({ ok: false, fault: 'changed', seq: 1 });
  });

  test('lets the oldest lines go and holds on', async () => {
    const { store, audit } = open();
    await store.update((writer) => {
      for (let count = 0; count < 20_600; count += 1)
        audit.record({ number: '1001', act: 'viewed' })(writer);
    });
    const check = audit.verify();
    expect(check).toMatchObject({ ok: true });
    expect(check.ok && check.lines).toBeLessThanOrEqual(20_500);
    expect(audit.head()?.seq).toBe(20_600);
  });
});
