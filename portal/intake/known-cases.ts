import { sql } from 'kysely';
import type { Tx } from '../context.ts';
import { isPrepared, type Preparation } from './prepare-items.ts';
import type { Registered } from './registration.ts';

/** A case that is already there under an item's id, or under its receipt. */
export interface KnownCase extends Registered {
  readonly digest: string;
  readonly kioskId: string;
  readonly lookupId: string;
}

const lookupIdsOf = (items: readonly Preparation[]): string[] =>
  items.filter(isPrepared).map(({ content }) => content.caseAccess.lookupId);

export const findKnownCases = async (
  tx: Tx,
  items: readonly Preparation[],
): Promise<readonly KnownCase[]> => {
  const ids = items.map(({ id }) => id);
  const lookupIds = lookupIdsOf(items);
  const rows = await tx
    .selectFrom('cases')
    .innerJoin('submissions', 'submissions.id', 'cases.id')
    .select([
      'cases.id',
      'cases.kiosk_id as kioskId',
      'cases.lookup_id as lookupId',
      'cases.number as registrationNumber',
      'cases.registered_on as registeredOn',
      'cases.answer_by as answerBy',
      'submissions.digest',
    ])
    .where(
      sql<boolean>`cases.id = any(${ids}::uuid[]) or cases.lookup_id = any(${lookupIds}::text[])`,
    )
    .execute();
  return rows;
};

/**
 * A kiosk that was enrolled anew sends what its queue still holds: cases that it proves to know by
 * their very bytes become its own, so that it hears of them again. Answers how many.
 */
export const adoptCases = async (
  tx: Tx,
  ids: readonly string[],
  kiosk: { readonly kioskId: string; readonly change: number },
): Promise<number> => {
  if (ids.length === 0) return 0;
  const adopted = await sql<{ id: string }>`
    update cases set kiosk_id = ${kiosk.kioskId}::uuid, change = ${kiosk.change}::bigint + item.place
    from unnest(${[...ids]}::uuid[]) with ordinality as item (id, place)
    where cases.id = item.id
    returning cases.id`.execute(tx);
  return adopted.rows.length;
};
