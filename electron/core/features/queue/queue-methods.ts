import { fail, ok } from '../../../../contract/result.ts';
import type { AuditAct } from '../../../../contract/audit.ts';
import type { QueueItem, QueueMatch } from '../../../../contract/staff-views.ts';
import type { MethodResult } from '../../../../contract/kiosk-api.ts';
import type { Audit } from '../../audit.ts';
import type { HandlersOf } from '../../methods.ts';
import type { ReferenceTags } from '../../reference-tags.ts';
import type { Staff } from '../../session.ts';
import type { OutboxRecord } from '../../store/records.ts';
import type { Store } from '../../store/store.ts';
import type { KeptQueue, QueueTransfer } from '../../kept-queue.ts';
import type { ConfirmBySecond, SecondPin } from '../../staff-pins.ts';

export interface QueueOptions {
  readonly store: Store;
  readonly queue: KeptQueue;
  readonly transfer: QueueTransfer;
  readonly audit: Audit;
  readonly tags: ReferenceTags;
  /** Best time. */
  readonly now: () => number;
  readonly confirm: ConfirmBySecond;
}

/** What staff may do with submissions: see that they are there, offer them again, carry them, give them up. */
export const createQueueMethods = (options: QueueOptions): HandlersOf<'queue'> => {
  const { store, queue, transfer, audit } = options;
  const note = (staff: Staff, act: AuditAct, subject?: string): Promise<void> =>
    audit.note({ number: staff.number, act, ...(subject !== undefined && { subject }) });
  return {
    'queue.list': () => ok(listOf(store, queue)),
    'queue.retry': async ({ id }, { staff }) =>
      (await queue.retry(id, audit.record({ number: staff.number, act: 'retried', subject: id })))
        ? ok(null)
        : fail('not_found'),
    'queue.discard': async (input, { staff }) => discard(options, input, staff),
    'queue.match': async ({ reference }, { staff }) => {
      const tag = await options.tags.of(reference);
      const found = tag === undefined ? undefined : findByTag(store, tag);
      if (found === undefined) return fail('not_found');
      await note(staff, 'matched', found[0]);
      return ok(toMatch(...found));
    },
    'queue.export': async (_input, { staff }) => {
      const report = await transfer.export();
      if (report.ok) await note(staff, 'exported');
      return report;
    },
    'queue.import': async (_input, { staff }) => {
      const report = await transfer.import();
      if (report.ok) await note(staff, 'imported');
      return report;
    },
  };
};

interface Discard {
  readonly id: string;
  readonly reason: string;
  readonly second: SecondPin;
}

/** Asked for first, so that nobody's PIN is tried for what is no longer there. */
const discard = async (
  { store, queue, audit, confirm, now }: QueueOptions,
  { id, reason, second }: Discard,
  staff: Staff,
): Promise<MethodResult<'queue.discard'>> => {
  if (store.data.outbox.get(id)?.state !== 'set_aside') return fail('not_found');
  let agreed: string | undefined;
  const confirmed = await confirm(staff, second, (_writer, person) => {
    agreed = person.number;
  });
  if (!confirmed.ok) return confirmed;
  const act = audit.record({
    number: staff.number,
    act: 'discarded',
    subject: id,
    reason,
    ...(agreed !== undefined && { second: agreed }),
  });
  return (await queue.discard(id, act, now())) ? ok(null) : fail('not_found');
};

const OPEN: ReadonlySet<OutboxRecord['state']> = new Set(['saved', 'set_aside']);

/** Set aside first, then the oldest. */
const listOf = ({ data }: Store, queue: KeptQueue): readonly QueueItem[] => {
  const items: QueueItem[] = [];
  for (const [id, record] of data.outbox.scan(LISTED))
    if (OPEN.has(record.state)) items.push(toItem(id, record, queue));
  return items.sort(
    (a, b) =>
      Number(b.state === 'set_aside') - Number(a.state === 'set_aside') || a.savedAt - b.savedAt,
  );
};

const LISTED = ['kind', 'state', 'savedAt', 'bytes', 'refusal'] as const;
type Listed = Pick<OutboxRecord, (typeof LISTED)[number]>;

const toItem = (id: string, record: Listed, queue: KeptQueue): QueueItem => {
  const { kind, savedAt, bytes, refusal } = record;
  const sending = queue.delivery(id)?.state === 'sending';
  const state = record.state === 'set_aside' ? 'set_aside' : sending ? 'sending' : 'saved';
  return { id, kind, state, savedAt, bytes, ...(refusal && { reason: refusal }) };
};

const findByTag = ({ data }: Store, tag: string): [string, OutboxRecord] | undefined => {
  for (const [id, { referenceTag }] of data.outbox.scan(['referenceTag'])) {
    const record = referenceTag === tag ? data.outbox.get(id) : undefined;
    if (record !== undefined) return [id, record];
  }
  return undefined;
};

const toMatch = (id: string, record: OutboxRecord): QueueMatch => {
  const { kind, state, savedAt, refusal, receivedAt } = record;
  return {
    id,
    kind,
    state,
    savedAt,
    ...(refusal !== undefined && { reason: refusal }),
    ...(receivedAt !== undefined && { receivedAt }),
  };
};
