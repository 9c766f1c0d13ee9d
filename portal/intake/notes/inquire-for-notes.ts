import type { PortalContext } from '../../context.ts';
import { isPrepared, isRefused, type Preparation, type PreparedNote } from '../prepare-items.ts';
import { NOTE_TAKERS } from './note-takers.ts';
import { findKnownNotes } from './take-notes.ts';

const hasQuestion = (item: Preparation): item is PreparedNote =>
  !isRefused(item) && !isPrepared(item) && NOTE_TAKERS[item.kind]?.inquire !== undefined;

const inquireFor = async (
  context: PortalContext,
  note: PreparedNote,
  now: number,
): Promise<Preparation> => {
  const content = await NOTE_TAKERS[note.kind]?.inquire?.(context, note, now);
  return { ...note, content };
};

/**
 * Lets the takers of new notes ask whom they must ask, all at once: who lets them wait is waited for
 * once a batch. What was taken before needs nobody's word again.
 */
export const inquireForNotes = async (
  context: PortalContext,
  items: readonly Preparation[],
  now: number,
): Promise<readonly Preparation[]> => {
  const ids = items.filter(hasQuestion).map(({ id }) => id);
  if (ids.length === 0) return items;
  const known = new Set((await findKnownNotes(context.db, ids)).map(({ id }) => id));
  const inquire = async (item: Preparation): Promise<Preparation> =>
    hasQuestion(item) && !known.has(item.id) ? inquireFor(context, item, now) : item;
  return Promise.all(items.map(inquire));
};
