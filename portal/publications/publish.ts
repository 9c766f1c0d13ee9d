import { PUBLICATION_LENGTH } from '../../contract/publications.ts';
import type { Tx } from '../context.ts';
import { DeskProblemError } from '../officials/desk-problem.ts';

export interface Publishing {
  /** What it is; the kiosk's feature of that name reads it. */
  readonly kind: string;
  /** Unique within its kind: A-Z, a-z, 0-9, "_" and "-", 64 at most. */
  readonly id: string;
  /** Written as JSON, `PUBLICATION_LENGTH` characters at most; null takes it back. */
  readonly body: unknown;
  /** Left out: for every kiosk. */
  readonly kioskId?: string;
}

/** The next number. The row stays locked until the transaction ends, so a number is seen only after all smaller ones. */
const nextRev = async (tx: Tx): Promise<number> => {
  const { publication } = await tx
    .updateTable('portal')
    .set(({ eb }) => ({ publication: eb('publication', '+', 1) }))
    .returning('publication')
    .executeTakeFirstOrThrow();
  return publication;
};

/** A kiosk that cannot take one publication takes none: what is too long is never kept. */
const toJson = (body: unknown): string | null => {
  if (body === null) return null;
  const json = JSON.stringify(body);
  if (json.length > PUBLICATION_LENGTH) throw new DeskProblemError('too-large');
  return json;
};

/**
 * Tells the kiosks, at their next pull, what stands under this kind and id from now on. Answers its
 * revision. Throws `DeskProblemError` too-large.
 */
export const publish = async (tx: Tx, { kind, id, body, kioskId }: Publishing): Promise<number> => {
  const json = toJson(body);
  const rev = await nextRev(tx);
  const row = { rev, kiosk_id: kioskId ?? null, body: json };
  await tx
    .insertInto('publications')
    .values({ kind, id, ...row })
    .onConflict((conflict) => conflict.columns(['kind', 'id']).doUpdateSet(row))
    .execute();
  return rev;
};
