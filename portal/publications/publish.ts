import type { Tx } from '../context.ts';

export interface Publishing {
  /** What it is; the kiosk's feature of that name reads it. */
  readonly kind: string;
  /** Unique within its kind: A-Z, a-z, 0-9, "_" and "-", 64 at most. */
  readonly id: string;
  /** Written as JSON, 200,000 characters at most; null takes it back. */
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

/** Tells the kiosks, at their next pull, what stands under this kind and id from now on. Answers its revision. */
export const publish = async (tx: Tx, { kind, id, body, kioskId }: Publishing): Promise<number> => {
  const rev = await nextRev(tx);
  const row = { rev, kiosk_id: kioskId ?? null, body: body === null ? null : JSON.stringify(body) };
  await tx
    .insertInto('publications')
    .values({ kind, id, ...row })
    .onConflict((conflict) => conflict.columns(['kind', 'id']).doUpdateSet(row))
    .execute();
  return rev;
};
