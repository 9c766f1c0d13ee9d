import { fail, ok } from '../../../../contract/result.ts';
import type { QueueItem } from '../../../../contract/staff-views.ts';
import type { MethodResult } from '../../../../contract/kiosk-api.ts';
import type { HandlersOf } from '../../methods.ts';
import type { Staff } from '../../session.ts';
import type { OutboxRecord } from '../../store/records.ts';
import type { Store } from '../../store/store.ts';
import type { NoteAct } from '../../staff-acts.ts';
import type { KeptQueue, QueueTransfer } from '../../kept-queue.ts';

export interface QueueOptions {
  readonly store: Store;
  readonly queue: KeptQueue;
  readonly transfer: QueueTransfer;
  readonly noteAct: NoteAct;
}

/** What staff may do with submissions: see that they are there, offer them again, carry them, give them up. */
export const createQueueMethods = (options: QueueOptions): HandlersOf<'queue'> => {
  const { store, queue, transfer, noteAct } = options;
  const note = async (staff: Staff, act: 'exported' | 'imported'): Promise<void> => {
    const noted = noteAct(staff, act);
    await store.update((writer) => writer.staffActs.set(noted.id, noted.record), { urgent: true });
  };
  return {
    'queue.list': () => ok(listOf(store, queue)),
    'queue.retry': async ({ id }, { staff }) =>
      (await queue.retry(id, noteAct(staff, 'retried', { submissionId: id })))
        ? ok(null)
        : fail('not_found'),
    'queue.discard': async ({ id, reason }, { staff }) =>
      (await queue.discard(id, noteAct(staff, 'discarded', { submissionId: id, reason })))
        ? ok(null)
        : fail('not_found'),
    'queue.export': async (_input, { staff }) => {
      const report = await transfer.export();
      if (report.ok) await note(staff, 'exported');
      return report as MethodResult<'queue.export'>;
    },
    'queue.import': async (_input, { staff }) => {
      const report = await transfer.import();
      if (report.ok) await note(staff, 'imported');
      return report as MethodResult<'queue.import'>;
    },
  };
};

const OPEN: ReadonlySet<OutboxRecord['state']> = new Set(['saved', 'set_aside']);

/** Set aside first, then the oldest. */
const listOf = ({ data }: Store, queue: KeptQueue): readonly QueueItem[] =>
  [...data.outbox.entries()]
    .filter(([, { state }]) => OPEN.has(state))
    .map(([id, record]) => toItem(id, record, queue))
    .sort(
      (a, b) =>
        Number(b.state === 'set_aside') - Number(a.state === 'set_aside') || a.savedAt - b.savedAt,
    );

const toItem = (id: string, record: OutboxRecord, queue: KeptQueue): QueueItem => {
  const { kind, savedAt, bytes, refusal } = record;
  const sending = queue.delivery(id)?.state === 'sending';
  const state = record.state === 'set_aside' ? 'set_aside' : sending ? 'sending' : 'saved';
  return { id, kind, state, savedAt, bytes, ...(refusal && { reason: refusal }) };
};
