import type { Db } from '../context.ts';

/** Makes the portal's row with its first epoch, unless another instance already did. */
export const ensureEpoch = async (db: Db, candidate: string): Promise<void> => {
  await db
    .insertInto('portal')
    .values({ id: 1, epoch: candidate })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
};

/** Names this life of the database; kiosks offer again what they keep when it changes. */
export const readEpoch = async (db: Db): Promise<string> =>
  (await db.selectFrom('portal').select('epoch').executeTakeFirstOrThrow()).epoch;

/** To be called after a restore from a backup, before kiosks are let in again. */
export const changeEpoch = async (db: Db, epoch: string): Promise<void> => {
  await db.updateTable('portal').set({ epoch }).execute();
};
