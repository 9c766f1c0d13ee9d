import { sql } from 'kysely';
import type { Db, PortalContext, Tx } from '../../context.ts';
import type { PreparedNote } from '../prepare-items.ts';
import type { Bringer, NoteOutcome } from './note-taker.ts';
import { NOTE_TAKERS } from './note-takers.ts';

/** A note that was taken before. */
export interface KnownNote {
  readonly id: string;
  readonly digest: string;
  readonly answer: string | null;
}

export const findKnownNotes = (db: Db, ids: readonly string[]): Promise<KnownNote[]> =>
  db
    .selectFrom('notes')
    .select(['id', 'digest', 'answer'])
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .execute();

const byKind = (notes: readonly PreparedNote[]): Map<PreparedNote['kind'], PreparedNote[]> => {
  const groups = new Map<PreparedNote['kind'], PreparedNote[]>();
  // Messages first: one may name the files whose parts come with it.
  const messages = notes.filter(({ kind }) => kind === 'message');
  const others = notes.filter(({ kind }) => kind !== 'message');
  for (const note of [...messages, ...others])
    groups.set(note.kind, [...(groups.get(note.kind) ?? []), note]);
  return groups;
};

const keep = async (
  tx: Tx,
  notes: readonly PreparedNote[],
  outcomes: ReadonlyMap<string, NoteOutcome>,
  { kioskId, now }: Bringer,
): Promise<void> => {
  const rows = notes.flatMap(({ id, kind, digest }) => {
    const outcome = outcomes.get(id);
    return outcome?.status === 'taken'
      ? [{ id, kiosk_id: kioskId, kind, digest, received_at: now, answer: outcome.answer ?? null }]
      : [];
  });
  if (rows.length > 0) await tx.insertInto('notes').values(rows).execute();
};

/** Gives each note to the taker of its kind and keeps what was taken. Answers an outcome for each id. */
export const takeNotes = async (
  context: PortalContext,
  tx: Tx,
  notes: readonly PreparedNote[],
  bringer: Bringer,
): Promise<ReadonlyMap<string, NoteOutcome>> => {
  const outcomes = new Map<string, NoteOutcome>();
  for (const [kind, group] of byKind(notes)) {
    const taken = await NOTE_TAKERS[kind]?.take(context, tx, group, bringer);
    for (const { id } of group)
      outcomes.set(
        id,
        taken === undefined
          ? { status: 'refused', code: 'bad_content' }
          : (taken.get(id) ?? { status: 'taken' }),
      );
  }
  await keep(tx, notes, outcomes, bringer);
  return outcomes;
};
