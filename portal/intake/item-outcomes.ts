import type { ItemResult, Refusal } from '../../contract/sync-protocol.ts';
import type { KnownCase } from './known-cases.ts';
import { isPrepared, type Preparation, type PreparedItem } from './prepare-items.ts';
import type { Registered } from './registration.ts';

export type Outcome =
  | { readonly type: 'fresh'; readonly item: PreparedItem }
  | { readonly type: 'same'; readonly id: string }
  | { readonly type: 'refused'; readonly id: string; readonly refusal: Refusal };

/**
 * What becomes of each item, in order. The id is the idempotency key: the same bytes again are the
 * same submission, other bytes under a known id are for a human. A receipt belongs to one case only.
 */
export const decideOutcomes = (
  items: readonly Preparation[],
  known: readonly KnownCase[],
): readonly Outcome[] => {
  const digests = new Map(known.map(({ id, digest }) => [id, digest]));
  const receipts = new Map(known.map(({ id, lookupId }) => [lookupId, id]));
  return items.map((item): Outcome => {
    const digest = digests.get(item.id);
    if (digest !== undefined)
      return digest === item.digest
        ? { type: 'same', id: item.id }
        : { type: 'refused', id: item.id, refusal: 'other_content' };
    if (!isPrepared(item)) return { type: 'refused', id: item.id, refusal: item.refusal };
    const { lookupId } = item.content.caseAccess;
    if (receipts.has(lookupId)) return { type: 'refused', id: item.id, refusal: 'bad_content' };
    digests.set(item.id, item.digest);
    receipts.set(lookupId, item.id);
    return { type: 'fresh', item };
  });
};

/** What a batch that was taken before is answered: its items are duplicates, or refused as they were. */
export const repeatOutcomes = (
  items: readonly Preparation[],
  known: readonly KnownCase[],
  refusals: Readonly<Record<string, Refusal>>,
): readonly Outcome[] => {
  const digests = new Map(known.map(({ id, digest }) => [id, digest]));
  return items.map(({ id, digest }): Outcome =>
    digest !== undefined && digests.get(id) === digest
      ? { type: 'same', id }
      : { type: 'refused', id, refusal: refusals[id] ?? 'other_content' },
  );
};

export const refusalsOf = (outcomes: readonly Outcome[]): Record<string, Refusal> =>
  Object.fromEntries(
    outcomes.flatMap((outcome) =>
      outcome.type === 'refused' ? [[outcome.id, outcome.refusal] as const] : [],
    ),
  );

const registrationOf = ({ registrationNumber, registeredOn, answerBy }: Registered) => ({
  registrationNumber,
  registeredOn,
  answerBy,
});

/** The answer item by item. `registrations` holds every case that an outcome speaks of. */
export const toItemResults = (
  outcomes: readonly Outcome[],
  registrations: readonly Registered[],
): ItemResult[] => {
  const byId = new Map(registrations.map((registered) => [registered.id, registered]));
  const registration = (id: string) => {
    const found = byId.get(id);
    if (found === undefined) throw new Error('an item was taken but has no registration');
    return registrationOf(found);
  };
  return outcomes.map((outcome): ItemResult => {
    if (outcome.type === 'refused')
      return { id: outcome.id, status: 'refused', code: outcome.refusal };
    if (outcome.type === 'same')
      return { id: outcome.id, status: 'duplicate', ...registration(outcome.id) };
    return { id: outcome.item.id, status: 'accepted', ...registration(outcome.item.id) };
  });
};
