import { sql } from 'kysely';
import { attachmentPartSchema, type AttachmentPart } from '../../../contract/attachment.ts';
import { ok } from '../../../contract/result.ts';
import type { PortalContext, Tx } from '../../context.ts';
import { openFile } from '../../documents/open-file.ts';
import { tagOf } from '../../seals/digest.ts';
import { openSealed } from '../../seals/submission-seal.ts';
import { type Bringer, type FreshNote, type NoteOutcome, noteTaker } from './note-taker.ts';

/** Without its data: what came is kept sealed. */
type Part = AttachmentPart & { readonly sealed: string };

const TAKEN: NoteOutcome = { status: 'taken' };
const OTHER: NoteOutcome = { status: 'refused', code: 'other_content' };

/** Parts of files. Any order will do; what came stays sealed, and the whole is looked at when it is there. */
export const attachmentTaker = noteTaker<Part>({
  prepare: (context, item) => {
    const opened = openSealed(item, attachmentPartSchema, context.keys.sealing);
    if (!opened.ok) return opened;
    return ok({ ...opened.value, data: '', sealed: item.sealed });
  },
  take: async (context, tx, notes, bringer) => {
    const outcomes = new Map<string, NoteOutcome>();
    const touched = new Set<string>();
    for (const note of notes) {
      const outcome = await takePart(context, tx, note, bringer);
      outcomes.set(note.id, outcome);
      if (outcome.status === 'taken') touched.add(note.content.fileId);
    }
    for (const fileId of touched) await lookAtWhole(context, tx, fileId);
    return outcomes;
  },
});

const hashTag = ({ keys }: PortalContext, sha256: string): string =>
  tagOf(keys.indexKey, 'attachment', sha256);

/** The case of what names the file: its submission, or a message that adds papers to it. */
const caseOf = async (tx: Tx, id: string): Promise<string | undefined> => {
  const submitted = await tx
    .selectFrom('cases')
    .select('id')
    .where('id', '=', id)
    .executeTakeFirst();
  if (submitted !== undefined) return submitted.id;
  const added = await tx
    .selectFrom('case_messages')
    .select('case_id')
    .where('id', '=', id)
    .where('documents', 'is not', null)
    .executeTakeFirst();
  return added?.case_id;
};

const takePart = async (
  context: PortalContext,
  tx: Tx,
  { id, content }: FreshNote<Part>,
  { now }: Bringer,
): Promise<NoteOutcome> => {
  const caseId = await caseOf(tx, content.submissionId);
  if (caseId === undefined) return { status: 'refused', code: 'unknown_case' };
  const { fileId, mediaType, bytes, count, index, sealed } = content;
  const file = {
    file_id: fileId,
    submission_id: caseId,
    media_type: mediaType,
    bytes,
    count,
    hash_tag: hashTag(context, content.sha256),
  };
  await tx
    .insertInto('attachments')
    .values({ ...file, state: 'coming', received_at: now })
    .onConflict((conflict) => conflict.column('file_id').doNothing())
    .execute();
  const known = await tx
    .selectFrom('attachments')
    .select(['file_id', 'submission_id', 'media_type', 'bytes', 'count', 'hash_tag'])
    .where('file_id', '=', fileId)
    .executeTakeFirstOrThrow();
  if (index >= count || JSON.stringify(inOneOrder(known)) !== JSON.stringify(inOneOrder(file)))
    return OTHER;
  const added = await tx
    .insertInto('attachment_parts')
    .values({ id, file_id: fileId, index, sealed })
    .onConflict((conflict) => conflict.columns(['file_id', 'index']).doNothing())
    .executeTakeFirst();
  return added.numInsertedOrUpdatedRows === 1n ? TAKEN : OTHER;
};

const inOneOrder = (file: Readonly<Record<string, unknown>>): readonly unknown[] =>
  Object.keys(file)
    .sort()
    .map((name) => file[name]);

const lookAtWhole = async (context: PortalContext, tx: Tx, fileId: string): Promise<void> => {
  const { here, count } = await tx
    .selectFrom('attachments')
    .innerJoin('attachment_parts', 'attachment_parts.file_id', 'attachments.file_id')
    .select(['count', sql<number>`count(*)::int`.as('here')])
    .where('attachments.file_id', '=', fileId)
    .groupBy('attachments.count')
    .executeTakeFirstOrThrow();
  if (here < count) return;
  const whole = await openFile(context, tx, fileId);
  await tx
    .updateTable('attachments')
    .set({ state: whole === undefined ? 'damaged' : 'whole' })
    .where('file_id', '=', fileId)
    .execute();
};
