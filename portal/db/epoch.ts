import type { Db } from '../context.ts';
import { digestOf } from '../seals/digest.ts';
import { inTransaction } from './transactions.ts';

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

/** The same, with the number of the last publication. */
export const readLife = (db: Db): Promise<{ epoch: string; publication: number }> =>
  db.selectFrom('portal').select(['epoch', 'publication']).executeTakeFirstOrThrow();

/**
 * To be called after a restore from a backup, before kiosks are let in again. Kiosks begin their
 * chains anew in a new epoch (docs/sync-protocol.md): what they sent after the backup is not known here.
 * All kiosks' rows are locked first, as intake does: a batch belongs to one epoch, with its answer.
 */
export const changeEpoch = (db: Db, epoch: string): Promise<void> =>
  inTransaction(db, async (tx) => {
    await tx
      .updateTable('kiosks')
      .set({ seq: 0, digest: digestOf('') })
      .execute();
    await tx.deleteFrom('batches').execute();
    await tx.updateTable('portal').set({ epoch }).execute();
  });
