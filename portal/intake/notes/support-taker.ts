import { supportNoteSchema, type SupportNote } from '../../../contract/notes/support.ts';
import type { PortalContext, Tx } from '../../context.ts';
import { publishIdea } from '../../ideas/publish-idea.ts';
import { tagOf } from '../../seals/digest.ts';
import { noteTaker, openedBy, type FreshNote, type NoteOutcome } from './note-taker.ts';

/** Different for each idea, so that the supports of one person cannot be put together. */
const onceTag = ({ keys }: PortalContext, { ideaId, once }: SupportNote): string =>
  tagOf(
    keys.indexKey,
    'support',
    [ideaId, once.by, once.by === 'person' ? once.fin : once.mark].join('\0'),
  );

/** Counts one support; what was counted before is taken and changes nothing. False: no such idea is published. */
const count = async (
  context: PortalContext,
  tx: Tx,
  { content }: FreshNote<SupportNote>,
): Promise<boolean> => {
  const idea = await tx
    .selectFrom('ideas')
    .select('id')
    .where('id', '=', content.ideaId)
    .where('withdrawn_on', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (idea === undefined) return false;
  const added = await tx
    .insertInto('idea_supports')
    .values({ idea_id: content.ideaId, once_tag: onceTag(context, content) })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (Number(added.numInsertedOrUpdatedRows ?? 0) > 0)
    await tx
      .updateTable('ideas')
      .set(({ eb }) => ({ supports: eb('supports', '+', 1) }))
      .where('id', '=', content.ideaId)
      .execute();
  return true;
};

export const supportTaker = noteTaker<SupportNote>({
  prepare: openedBy(supportNoteSchema),
  take: async (context, tx, notes) => {
    const outcomes = new Map<string, NoteOutcome>();
    // One order for everybody, so that two batches never wait for each other.
    const inOrder = notes.toSorted((a, b) => a.content.ideaId.localeCompare(b.content.ideaId));
    const counted = new Set<string>();
    for (const note of inOrder) {
      if (await count(context, tx, note)) counted.add(note.content.ideaId);
      else outcomes.set(note.id, { status: 'refused', code: 'closed' });
    }
    for (const ideaId of counted) await publishIdea(tx, ideaId);
    return outcomes;
  },
});
