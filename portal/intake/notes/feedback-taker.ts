import { feedbackNoteSchema, type FeedbackNote } from '../../../contract/notes/feedback.ts';
import { randomUuid } from '../../../contract/domain/random-uuid.ts';
import type { PortalContext } from '../../context.ts';
import { sealFeedbackText } from '../../seals/feedback-seal.ts';
import { noteTaker, openedBy, type Bringer, type FreshNote } from './note-taker.ts';

const toRow = async (
  { keys, random }: PortalContext,
  { content }: FreshNote<FeedbackNote>,
  demonstration: Bringer['demonstration'],
) => {
  // An id of its own: the note's is kept with the kiosk that brought it.
  const id = randomUuid(random.bytes(16));
  return {
    id,
    authority_id: content.authorityId,
    about: content.about,
    rating: content.rating,
    reasons: JSON.stringify([...new Set(content.reasons)]),
    text: content.text === '' ? null : await sealFeedbackText(content.text, id, keys.contentKey),
    language: content.language,
    day: content.day,
    demonstration,
  };
};

/** Keeps ratings; which kiosk brought them, and with what else, is forgotten here. */
export const feedbackTaker = noteTaker<FeedbackNote>({
  prepare: openedBy(feedbackNoteSchema),
  take: async (context, tx, notes, { demonstration }) => {
    const known = notes.filter(({ content }) =>
      context.content.authorityIds.has(content.authorityId),
    );
    const rows = await Promise.all(known.map((note) => toRow(context, note, demonstration)));
    // By their random ids, not in the order in which they were given.
    rows.sort((one, other) => (one.id < other.id ? -1 : 1));
    if (rows.length > 0) await tx.insertInto('feedback').values(rows).execute();
    return new Map(
      notes
        .filter((note) => !known.includes(note))
        .map(({ id }) => [id, { status: 'refused', code: 'unknown_authority' }] as const),
    );
  },
});
