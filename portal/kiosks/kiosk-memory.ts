import type { AuditAnchor } from '../../contract/audit.ts';
import type { Pull } from '../../contract/sync-protocol.ts';
import type { PortalContext } from '../context.ts';
import { raiseAlarm, type KioskRecord } from './kiosk-records.ts';

/**
 * What a kiosk and this database remember of one another is compared with each question for news:
 * batches that were confirmed and are no longer here mean that this database was restored from a
 * backup without a new epoch; an audit that went back means that somebody cut it off.
 */

/** Raises an alarm when the kiosk has more confirmed batches of this epoch than the portal. */
export const compareChain = async (
  context: PortalContext,
  kiosk: KioskRecord,
  chain: Pull['chain'],
  epoch: string,
): Promise<void> => {
  if (chain === undefined || chain.epoch !== epoch || chain.seq <= kiosk.seq) return;
  await raiseAlarm(context, { kioskId: kiosk.id, kind: 'portal_went_back', seq: kiosk.seq });
};

/** The highest link of the kiosk's audit that was ever seen. */
export const readAnchor = (
  { db }: Pick<PortalContext, 'db'>,
  kioskId: string,
): Promise<AuditAnchor | undefined> =>
  db
    .selectFrom('audit_anchors')
    .select(['seq', 'mac'])
    .where('kiosk_id', '=', kioskId)
    .executeTakeFirst();

/**
 * Keeps the highest link of the kiosk's audit, and answers it. One that went back raises an alarm. To
 * be called with what the newest question says: an older one had to say less.
 */
export const keepAnchor = async (
  context: PortalContext,
  kioskId: string,
  heard: AuditAnchor | undefined,
): Promise<AuditAnchor | undefined> => {
  const { db, clock } = context;
  const known = await readAnchor(context, kioskId);
  if (hasGoneBack(known, heard)) {
    await raiseAlarm(context, { kioskId, kind: 'audit_went_back', seq: heard?.seq ?? 0 });
    return known;
  }
  if (heard === undefined || heard.seq === known?.seq) return known;
  const values = { seq: heard.seq, mac: heard.mac, at: clock.now() };
  await db
    .insertInto('audit_anchors')
    .values({ kiosk_id: kioskId, ...values })
    .onConflict((conflict) =>
      // Two questions at the same moment: the higher link stays.
      conflict.column('kiosk_id').doUpdateSet(values).where('audit_anchors.seq', '<', heard.seq),
    )
    .execute();
  return heard;
};

const hasGoneBack = (known: AuditAnchor | undefined, heard: AuditAnchor | undefined): boolean => {
  if (known === undefined) return false;
  if (heard === undefined) return true;
  return heard.seq < known.seq || (heard.seq === known.seq && heard.mac !== known.mac);
};
