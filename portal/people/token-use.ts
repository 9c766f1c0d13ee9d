import type { PortalContext } from '../context.ts';
import { digestOf } from '../seals/digest.ts';

const REMEMBERED = 60 * 60 * 1000;

/**
 * A token belongs to the kiosk that shows it first: a copy of it is worth nothing at another one.
 * False for such a copy.
 */
export const claimToken = async (
  { db, clock }: Pick<PortalContext, 'db' | 'clock'>,
  token: string,
  kioskId: string,
): Promise<boolean> => {
  const now = clock.now();
  const digest = digestOf(token);
  await db.deleteFrom('sign_in_uses').where('expires_at', '<', now).execute();
  await db
    .insertInto('sign_in_uses')
    .values({ token_digest: digest, kiosk_id: kioskId, expires_at: now + REMEMBERED })
    .onConflict((conflict) => conflict.column('token_digest').doNothing())
    .execute();
  const use = await db
    .selectFrom('sign_in_uses')
    .select('kiosk_id')
    .where('token_digest', '=', digest)
    .executeTakeFirst();
  return use?.kiosk_id === kioskId;
};
