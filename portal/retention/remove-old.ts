import { sql } from 'kysely';
import type { Db, PortalContext } from '../context.ts';
import { inTransaction } from '../db/transactions.ts';

/** Years for which the alarms of kiosks are kept. */
const ALARM_YEARS = 2;
/** Years for which it is kept who has looked into a case, and longer while the case is open. */
const VIEW_YEARS = 5;

/** The same moment years before, in milliseconds since the Unix epoch. */
const yearsBefore = (moment: number, years: number): number => {
  const date = new Date(moment);
  return date.setUTCFullYear(date.getUTCFullYear() - years);
};

const removeAlarms = async (db: Db, before: number): Promise<number> => {
  const removed = await db.deleteFrom('alarms').where('at', '<', before).executeTakeFirst();
  return Number(removed.numDeletedRows);
};

const removeViews = async (db: Db, before: number): Promise<number> => {
  const removed = await db
    .deleteFrom('case_views')
    .using('cases')
    .where('case_views.at', '<', before)
    .where(sql<boolean>`cases.id = case_views.case_id and cases.decided_at is not null`)
    .executeTakeFirst();
  return Number(removed.numDeletedRows);
};

/** Removes what has been kept for its time. Safe at any time, by any instance. */
export const removeOld = async ({
  db,
  clock,
  log,
}: Pick<PortalContext, 'db' | 'clock' | 'log'>): Promise<void> => {
  const now = clock.now();
  const removed = await inTransaction(db, async (tx) => ({
    alarms: await removeAlarms(tx, yearsBefore(now, ALARM_YEARS)),
    views: await removeViews(tx, yearsBefore(now, VIEW_YEARS)),
  }));
  if (removed.alarms + removed.views > 0) log.info('retention.removed', removed);
};
