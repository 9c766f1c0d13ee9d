import { sql } from 'kysely';
import type { PortalContext } from '../context.ts';

/**
 * Questions do not come in the order in which they were asked: one on a stick is days old, and whoever
 * has one may send it again. An older question says nothing of how the kiosk is now.
 */
export interface Question {
  /** From its cursor: the number that the kiosk was given with the last answer it has taken. */
  readonly number: number;
  /** By the kiosk's clock, which may be set back. */
  readonly sentAt: number;
}

export interface PlacedQuestion {
  /** Asked after every other one that was heard of this kiosk. */
  readonly isNewest: boolean;
  /**
   * To be given with the answer. It rises where the clock alone cannot tell: what the kiosk asks after
   * it has taken this answer is newer than all before, whatever its clock says.
   */
  readonly nextNumber: number;
}

/** Where a question stands among those heard of its kiosk; the newest one is kept. */
export const placeQuestion = async (
  { db }: Pick<PortalContext, 'db'>,
  kioskId: string,
  { number, sentAt }: Question,
): Promise<PlacedQuestion> => {
  const kept = await db
    .updateTable('kiosks')
    .set({ asked: number, asked_at: sentAt })
    .where('id', '=', kioskId)
    .where(sql<boolean>`(asked, asked_at) < (${number}::bigint, ${sentAt}::bigint)`)
    .returning('asked')
    .executeTakeFirst();
  if (kept !== undefined) return { isNewest: true, nextNumber: number };
  const { asked } = await db
    .selectFrom('kiosks')
    .select('asked')
    .where('id', '=', kioskId)
    .executeTakeFirstOrThrow();
  return { isNewest: false, nextNumber: asked + 1 };
};
