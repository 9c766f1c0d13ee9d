import type { CitizenAct } from '../../contract/case-talk.ts';
import { isFinal } from '../../contract/domain/case-status.ts';
import type { MessageNote } from '../../contract/notes/message.ts';
import type { CaseRecord } from '../cases/case-summary.ts';
import type { CaseEffect } from '../cases/write-change.ts';
import type { PortalContext, Tx } from '../context.ts';
import { publishTimes } from './publish-times.ts';
import { freeSlots, takeSlot } from './take-slot.ts';

const ACTS = ['confirm-time', 'take-time', 'ask-time'] as const;
type ReceptionAct = (typeof ACTS)[number];

export const isReceptionAct = (act: CitizenAct): act is ReceptionAct =>
  (ACTS as readonly string[]).includes(act);

/** Only of a reception that is still to be. */
export const mayAct = ({ kind, status }: CaseRecord): boolean =>
  kind === 'reception' && !isFinal(status);

const confirm = async (
  tx: Tx,
  { id: caseId }: CaseRecord,
  slotId: string | undefined,
  at: number,
): Promise<CaseEffect> => {
  const slot = await tx
    .selectFrom('reception_slots')
    .select(['slot_id', 'starts_at'])
    .where('case_id', '=', caseId)
    .where('closed_at', 'is', null)
    .executeTakeFirst();
  // Moved while the word was on its way: nobody has said to come at the new time.
  if (slot === undefined || slot.slot_id !== slotId) return { at };
  await tx
    .updateTable('reception_cases')
    .set({ confirmed: true })
    .where('case_id', '=', caseId)
    .execute();
  return { step: { status: 'time_confirmed', startsAt: slot.starts_at, at }, at };
};

/** The time that stands is kept until there is another; what was offered and not wanted is free again. */
const askForAnother = async (
  context: PortalContext,
  tx: Tx,
  row: CaseRecord,
  at: number,
): Promise<CaseEffect> => {
  if (row.status !== 'scheduled' && (await freeSlots(tx, row.id, at)))
    await publishTimes(context, tx, row.authority_id);
  await tx
    .updateTable('reception_cases')
    .set({ confirmed: false })
    .where('case_id', '=', row.id)
    .execute();
  return {
    step: { status: 'time_asked', at },
    set: { unanswered: row.unanswered + 1, waits_for_citizen: false },
    at,
  };
};

const take = async (
  context: PortalContext,
  tx: Tx,
  row: CaseRecord,
  slotId: string | undefined,
  at: number,
): Promise<CaseEffect> => {
  const taken =
    slotId === undefined
      ? undefined
      : await takeSlot(
          tx,
          { caseId: row.id, authorityId: row.authority_id, slotId, now: at },
          { confirmed: true, only: 'held' },
        );
  // Held too long ago: the wish is not lost, the authority reads it.
  if (taken === undefined) return askForAnother(context, tx, row, at);
  await publishTimes(context, tx, row.authority_id);
  return {
    step: { status: 'scheduled', startsAt: taken.starts_at, at },
    set: { status: 'scheduled', waits_for_citizen: false },
    at,
  };
};

/** What a citizen's word about the time of a reception does. */
export const receptionEffect = (
  context: PortalContext,
  tx: Tx,
  row: CaseRecord,
  { act, slotId }: Pick<MessageNote, 'slotId'> & { readonly act: ReceptionAct },
  at: number,
): Promise<CaseEffect> => {
  switch (act) {
    case 'confirm-time':
      return confirm(tx, row, slotId, at);
    case 'take-time':
      return take(context, tx, row, slotId, at);
    case 'ask-time':
      return askForAnother(context, tx, row, at);
  }
};
