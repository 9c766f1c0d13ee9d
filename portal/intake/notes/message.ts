import { createHmac } from 'node:crypto';
import {
  type MessageNote,
  messageNoteSchema,
  messageProofText,
} from '../../../contract/notes/message.ts';
import type { SubmissionContent } from '../../../contract/sync-protocol.ts';
import { addMessage } from '../../cases/case-messages.ts';
import type { CaseRecord } from '../../cases/case-summary.ts';
import { openStored } from '../../cases/open-stored.ts';
import { isReceptionAct, mayAct, receptionEffect } from '../../receptions/citizen-acts.ts';
import { type CaseEffect, writeChange } from '../../cases/write-change.ts';
import { isFinal, mayFollow } from '../../../contract/domain/case-status.ts';
import type { PortalContext, Tx } from '../../context.ts';
import { isSameText } from '../../seals/digest.ts';
import {
  type Bringer,
  type FreshNote,
  type NoteOutcome,
  noteTaker,
  openedBy,
} from './note-taker.ts';

type Found = CaseRecord & { readonly sealed: string };

/** The case's kiosk first, then the case, as the desk does it. */
const lockCase = async (tx: Tx, lookupId: string): Promise<Found | undefined> => {
  const found = await tx
    .selectFrom('cases')
    .select(['id', 'kiosk_id'])
    .where('lookup_id', '=', lookupId)
    .executeTakeFirst();
  if (found === undefined) return undefined;
  await tx
    .selectFrom('kiosks')
    .select('id')
    .where('id', '=', found.kiosk_id)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return tx
    .selectFrom('cases')
    .innerJoin('submissions', 'submissions.id', 'cases.id')
    .selectAll('cases')
    .select('submissions.sealed')
    .where('cases.id', '=', found.id)
    .forUpdate('cases')
    .executeTakeFirst();
};

const isProven = (note: MessageNote, { caseAccess }: SubmissionContent): boolean =>
  isSameText(
    note.proof,
    createHmac('sha256', Buffer.from(caseAccess.key, 'base64url'))
      .update(messageProofText(note))
      .digest('base64url'),
  );

/** What a citizen's word does to the case. Of a decision and a withdrawal the first one stands. */
const effectOf = (row: CaseRecord, { act }: MessageNote, at: number): CaseEffect => {
  if (act === 'withdraw')
    return mayFollow(row.status, 'withdrawn')
      ? {
          step: { status: 'withdrawn', at },
          set: { status: 'withdrawn', decided_at: at, waits_for_citizen: false, unanswered: 0 },
          at,
        }
      : { step: { status: 'withdrawn_late', at }, at };
  const unanswered = { unanswered: row.unanswered + 1 };
  // Papers are as good an answer as words to an authority that waits for something.
  if (act === 'add-document')
    return {
      step: { status: 'papers_added', at },
      set: { ...unanswered, waits_for_citizen: false },
      at,
    };
  return act === 'reply' && row.waits_for_citizen
    ? { step: { status: 'info_given', at }, set: { ...unanswered, waits_for_citizen: false }, at }
    : { set: unanswered, at };
};

/** A withdrawn case takes nothing more; an open one has no decision to complain about. */
const isTooLate = (row: CaseRecord, { act }: MessageNote): boolean => {
  if (isReceptionAct(act)) return !mayAct(row);
  if (act === 'withdraw') return row.status === 'withdrawn';
  const decided = row.status === 'answered' || row.status === 'declined';
  if (act === 'ask-why' || act === 'complain') return !decided;
  return isFinal(row.status) && !decided;
};

const takeOne = async (
  context: PortalContext,
  tx: Tx,
  { id, content: note }: FreshNote<MessageNote>,
  { kioskId, now }: Bringer,
): Promise<NoteOutcome> => {
  const row = await lockCase(tx, note.lookupId);
  if (row === undefined) return { status: 'refused', code: 'unknown_case' };
  const content = openStored(context, row);
  if ((note.act === 'add-document') !== (note.documents !== undefined))
    return { status: 'refused', code: 'bad_content' };
  // A wrong proof looks like a case that is not there.
  if (content === undefined || !isProven(note, content))
    return { status: 'refused', code: 'unknown_case' };
  if (isTooLate(row, note)) return { status: 'refused', code: 'closed' };
  const { sealed: _sealed, ...record } = row;
  const { act, text, documents } = note;
  await addMessage(context, tx, row.id, { id, act, at: now, text, kioskId, documents });
  const effect = isReceptionAct(act)
    ? await receptionEffect(context, tx, record, { ...note, act }, now)
    : effectOf(row, note, now);
  await writeChange(context, tx, record, content, effect);
  context.log.info('case.message_taken', { case: row.id, act: note.act });
  return { status: 'taken' };
};

/** Takes a citizen's words into their case. */
export const messageTaker = noteTaker<MessageNote>({
  prepare: openedBy(messageNoteSchema),
  take: async (context, tx, notes, bringer) => {
    const outcomes = new Map<string, NoteOutcome>();
    for (const note of notes) outcomes.set(note.id, await takeOne(context, tx, note, bringer));
    return outcomes;
  },
});
