import {
  LEASES_PUBLICATION,
  MOST_TIMES,
  TIMES_PUBLICATION,
  type Lease,
  type PublishedTimes,
} from '../../contract/receptions.ts';
import type { PortalContext, Tx } from '../context.ts';
import { publish, type Publishing } from '../publications/publish.ts';
import { isHeld, toSlot } from './slots.ts';

/** A publication that says what is known already costs every kiosk a page for nothing. */
const publishNews = async (tx: Tx, news: Publishing): Promise<number | undefined> => {
  const told = await tx
    .selectFrom('publications')
    .select('body')
    .where('kind', '=', news.kind)
    .where('id', '=', news.id)
    .executeTakeFirst();
  return told?.body === JSON.stringify(news.body) ? undefined : publish(tx, news);
};

/** Tells all kiosks which of an authority's times cannot be asked for, and which are offered beside the hours. */
export const publishTimes = async (
  { clock }: Pick<PortalContext, 'clock'>,
  tx: Tx,
  authorityId: string,
): Promise<void> => {
  const now = clock.now();
  const rows = await tx
    .selectFrom('reception_slots')
    .selectAll()
    .where('authority_id', '=', authorityId)
    .where('starts_at', '>', now)
    .orderBy('starts_at')
    .orderBy('slot_id')
    .limit(MOST_TIMES.gone)
    .execute();
  const isGone = (row: (typeof rows)[number]): boolean =>
    row.closed_at !== null || row.case_id !== null || row.lease_id !== null || isHeld(row, now);
  const offered = rows.filter((row) => row.origin === 'desk' && !isGone(row));
  const body: PublishedTimes = {
    gone: rows.filter(isGone).map(({ slot_id }) => slot_id),
    extra: offered.slice(0, MOST_TIMES.extra).map(toSlot),
  };
  await publishNews(tx, { kind: TIMES_PUBLICATION, id: authorityId, body });
};

/** Tells a kiosk which times are its own, and by that which are not any more. */
export const publishLeases = async (
  { clock }: Pick<PortalContext, 'clock'>,
  tx: Tx,
  kioskId: string,
): Promise<void> => {
  const rows = await tx
    .selectFrom('reception_slots')
    .selectAll()
    .where('lease_kiosk', '=', kioskId)
    .where('closed_at', 'is', null)
    .where('lease_until', '>', clock.now())
    .orderBy('starts_at')
    .orderBy('slot_id')
    .limit(MOST_TIMES.leases)
    .execute();
  const leases = rows.flatMap((row): Lease[] =>
    row.lease_id === null || row.lease_given === null || row.lease_until === null
      ? []
      : [
          {
            slot: toSlot(row),
            leaseId: row.lease_id,
            givenAt: row.lease_given,
            until: row.lease_until,
          },
        ],
  );
  const body = { leases };
  const rev = await publishNews(tx, { kind: LEASES_PUBLICATION, id: kioskId, body, kioskId });
  if (rev === undefined) return;
  await tx
    .updateTable('reception_slots')
    .set({ lease_rev: rev })
    .where('lease_kiosk', '=', kioskId)
    .where('lease_rev', 'is', null)
    .execute();
};
