import { sql } from 'kysely';
import type { PortalContext } from '../context.ts';
import { raiseAlarm } from './kiosk-records.ts';

const HOUR = 60 * 60 * 1000;
/** Wrong pairs of reference and code from one kiosk before it is locked, and for how long; kept over restarts. */
const MOST_MISSES = 20;
const LOCK = HOUR / 6;
/** A miss is forgotten after an hour without one. */
const FORGOTTEN_AFTER = HOUR;

/** Milliseconds until this kiosk may look cases up again; 0: at once. */
export const lookupLockedFor = async (
  { db, clock }: Pick<PortalContext, 'db' | 'clock'>,
  kioskId: string,
): Promise<number> => {
  const row = await db
    .selectFrom('lookup_misses')
    .select('locked_until')
    .where('kiosk_id', '=', kioskId)
    .executeTakeFirst();
  return Math.max(0, (row?.locked_until ?? 0) - clock.now());
};

/** Counts a look-up that found nothing; the one too many locks the kiosk's look-ups and tells an operator. */
export const countMiss = async (context: PortalContext, kioskId: string): Promise<void> => {
  const now = context.clock.now();
  const { rows } = await sql<{ misses: number }>`
    insert into lookup_misses (kiosk_id, misses, locked_until, last_at)
    values (${kioskId}::uuid, 1, 0, ${now}::bigint)
    on conflict (kiosk_id) do update set
      misses = case when lookup_misses.last_at < ${now - FORGOTTEN_AFTER}::bigint
        then 1 else lookup_misses.misses + 1 end,
      last_at = excluded.last_at
    returning misses`.execute(context.db);
  if ((rows[0]?.misses ?? 0) < MOST_MISSES) return;
  await context.db
    .updateTable('lookup_misses')
    .set({ misses: 0, locked_until: now + LOCK })
    .where('kiosk_id', '=', kioskId)
    .execute();
  await raiseAlarm(context, { kioskId, kind: 'guessing' });
};
