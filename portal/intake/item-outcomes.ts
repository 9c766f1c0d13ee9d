import type { ItemResult, Refusal } from '../../contract/sync-protocol.ts';
import type { KnownCase } from './known-cases.ts';
import type { NoteOutcome } from './notes/note-taker.ts';
import type { KnownNote } from './notes/take-notes.ts';
import {
  isPrepared,
  isRefused,
  type Preparation,
  type PreparedItem,
  type PreparedNote,
} from './prepare-items.ts';
import type { Registered } from './registration.ts';

/** What the portal has already, under an item's id or its receipt. */
export interface Known {
  readonly cases: readonly KnownCase[];
  readonly notes: readonly KnownNote[];
}

export type Outcome =
  | { readonly type: 'fresh'; readonly item: PreparedItem }
  | { readonly type: 'note'; readonly note: PreparedNote }
  | { readonly type: 'same'; readonly id: string }
  /** A note that was put off; the kiosk will offer it in another batch. */
  | { readonly type: 'later'; readonly id: string }
  | { readonly type: 'refused'; readonly id: string; readonly refusal: Refusal };

/**
 * What becomes of each item, in order. The id is the idempotency key: the same bytes again are the
 * same submission, other bytes under a known id are for a human. A receipt belongs to one case only.
 */
export const decideOutcomes = (items: readonly Preparation[], known: Known): readonly Outcome[] => {
  const digests = digestsOf(known);
  const receipts = new Map(known.cases.map(({ id, lookupId }) => [lookupId, id]));
  return items.map((item): Outcome => {
    const digest = digests.get(item.id);
    if (digest !== undefined)
      return digest === item.digest
        ? { type: 'same', id: item.id }
        : { type: 'refused', id: item.id, refusal: 'other_content' };
    if (isRefused(item)) return { type: 'refused', id: item.id, refusal: item.refusal };
    digests.set(item.id, item.digest);
    if (!isPrepared(item)) return { type: 'note', note: item };
    const { lookupId } = item.content.caseAccess;
    if (receipts.has(lookupId)) return { type: 'refused', id: item.id, refusal: 'bad_content' };
    receipts.set(lookupId, item.id);
    return { type: 'fresh', item };
  });
};

const digestsOf = ({ cases, notes }: Known): Map<string, string> =>
  new Map([...cases, ...notes].map(({ id, digest }) => [id, digest]));

/** What was not taken of a batch, by id: why, or that it was put off. */
export type Untaken = Readonly<Record<string, Refusal | 'later'>>;

/** What a batch that was taken before is answered: its items are duplicates, or what they were then. */
export const repeatOutcomes = (
  items: readonly Preparation[],
  known: Known,
  untaken: Untaken,
): readonly Outcome[] => {
  const digests = digestsOf(known);
  return items.map(({ id, digest }): Outcome => {
    if (digest !== undefined && digests.get(id) === digest) return { type: 'same', id };
    const why = untaken[id] ?? 'other_content';
    return why === 'later' ? { type: 'later', id } : { type: 'refused', id, refusal: why };
  });
};

export const untakenOf = (results: readonly ItemResult[]): Untaken => {
  const untaken: Record<string, Refusal | 'later'> = {};
  for (const result of results) {
    if (result.status === 'refused') untaken[result.id] = result.code;
    if (result.status === 'later') untaken[result.id] = 'later';
  }
  return untaken;
};

/** What is known of the items by the time the batch is answered. */
export interface Taken {
  /** Every case that an outcome speaks of. */
  readonly registrations: readonly Registered[];
  readonly notes: readonly KnownNote[];
  /** Of the notes that this batch brought. */
  readonly noteOutcomes: ReadonlyMap<string, NoteOutcome>;
}

type Taking = Omit<Extract<ItemResult, { status: 'accepted' }>, 'id' | 'status'>;

const takingOf = ({
  registrations,
  notes,
}: Pick<Taken, 'registrations' | 'notes'>): ((id: string) => Taking) => {
  const cases = new Map(
    registrations.map(({ id, registrationNumber, registeredOn, answerBy }) => [
      id,
      { registrationNumber, registeredOn, answerBy },
    ]),
  );
  const answers = new Map(notes.map(({ id, answer }) => [id, answer]));
  return (id) => {
    const registration = cases.get(id);
    if (registration !== undefined) return registration;
    const answer = answers.get(id);
    if (answer === undefined) throw new Error('an item was taken but is not known');
    return answer === null ? {} : { answer };
  };
};

const toNoteResult = (id: string, outcome: NoteOutcome | undefined): ItemResult => {
  if (outcome === undefined) throw new Error('a note was given to nobody');
  if (outcome.status === 'refused') return { id, status: 'refused', code: outcome.code };
  if (outcome.status === 'later') return { id, status: 'later' };
  return {
    id,
    status: 'accepted',
    ...(outcome.answer !== undefined && { answer: outcome.answer }),
  };
};

/** The answer item by item. */
export const toItemResults = (outcomes: readonly Outcome[], taken: Taken): ItemResult[] => {
  const taking = takingOf(taken);
  return outcomes.map((outcome): ItemResult => {
    switch (outcome.type) {
      case 'refused':
        return { id: outcome.id, status: 'refused', code: outcome.refusal };
      case 'same':
        return { id: outcome.id, status: 'duplicate', ...taking(outcome.id) };
      case 'later':
        return { id: outcome.id, status: 'later' };
      case 'note':
        return toNoteResult(outcome.note.id, taken.noteOutcomes.get(outcome.note.id));
      case 'fresh':
        return { id: outcome.item.id, status: 'accepted', ...taking(outcome.item.id) };
    }
  });
};
