import { sql, type Selectable } from 'kysely';
import { addDays, bakuDay } from '../../contract/domain/baku-time.ts';
import { OFFERED_DAYS, readSlotId, slotsFrom } from '../../contract/domain/reception.ts';
import type { ReceptionPack, ReceptionSlot } from '../../contract/receptions.ts';
import type { PortalContext, Tx } from '../context.ts';
import type { PortalTables } from '../db/schema.ts';

export type SlotRow = Selectable<PortalTables['reception_slots']>;

/** Columns of a time that no kiosk may promise. */
export const NO_LEASE = {
  lease_id: null,
  lease_kiosk: null,
  lease_given: null,
  lease_until: null,
  lease_rev: null,
} as const;

export const toSlot = (row: SlotRow): ReceptionSlot => ({
  slotId: row.slot_id,
  startsAt: row.starts_at,
  minutes: row.minutes,
  placeId: row.place_id,
});

/** Nobody has the time at `now`: whoever wants it takes it by an update with this condition. */
export const isFree = (now: number) =>
  sql<boolean>`closed_at is null and case_id is null and lease_id is null
    and (held_for is null or held_until <= ${now}::bigint)`;

/** Whether the time is kept for a citizen who may still choose it. */
export const isHeld = ({ held_for, held_until }: SlotRow, now: number): boolean =>
  held_for !== null && (held_until ?? 0) > now;

const addRows = async (
  tx: Tx,
  { id: authorityId }: ReceptionPack,
  slots: readonly ReceptionSlot[],
  origin: SlotRow['origin'],
): Promise<void> => {
  if (slots.length === 0) return;
  const told = slots.map(({ slotId }) => readSlotId(slotId));
  await sql`
    insert into reception_slots
      (slot_id, authority_id, official_id, day, starts_at, minutes, place_id, origin)
    select slot_id, ${authorityId}, official_id, day, starts_at, minutes, place_id, ${origin}
    from unnest(
      ${slots.map(({ slotId }) => slotId)}::text[],
      ${told.map(({ officialId }) => officialId)}::text[],
      ${told.map(({ date }) => date)}::date[],
      ${slots.map(({ startsAt }) => startsAt)}::bigint[],
      ${slots.map(({ minutes }) => minutes)}::smallint[],
      ${slots.map(({ placeId }) => placeId)}::text[]
    ) as slot (slot_id, official_id, day, starts_at, minutes, place_id)
    on conflict (slot_id) do nothing`.execute(tx);
};

/** Times that the authority offers beside its hours; one that is there already stays as it is. */
export const offerSlots = (
  tx: Tx,
  pack: ReceptionPack,
  slots: readonly ReceptionSlot[],
): Promise<void> => addRows(tx, pack, slots, 'desk');

/** Usual times that the packs no longer have: gone where nobody has them, closed where a kiosk may. */
const dropOld = async (
  tx: Tx,
  { id }: ReceptionPack,
  slots: readonly ReceptionSlot[],
  now: number,
): Promise<void> => {
  const kept = slots.map(({ slotId }) => slotId);
  const old = sql<boolean>`authority_id = ${id} and origin = 'hours' and case_id is null
    and starts_at > ${now}::bigint and slot_id <> all(${kept}::text[])`;
  await tx.deleteFrom('reception_slots').where(old).where(isFree(now)).execute();
  await tx
    .updateTable('reception_slots')
    .set({ closed_at: now })
    .where(old)
    .where('closed_at', 'is', null)
    .execute();
};

/**
 * Makes rows of the authority's hours for the days that are offered. Done once a day and for each
 * version of packs and calendar; true when something was done.
 */
export const ensureSlots = async (
  { content, clock }: Pick<PortalContext, 'content' | 'clock'>,
  tx: Tx,
  pack: ReceptionPack,
): Promise<boolean> => {
  const now = clock.now();
  const today = bakuDay(now);
  const version = `${pack.version}/${content.calendar.version}`;
  const until = addDays(today, OFFERED_DAYS);
  const plan = await tx
    .selectFrom('reception_plans')
    .select(['version', 'until'])
    .where('authority_id', '=', pack.id)
    .executeTakeFirst();
  if (plan?.version === version && plan.until >= until) return false;
  const slots = pack.officials.flatMap((official) =>
    slotsFrom(official, content.calendar, addDays(today, 1)),
  );
  await addRows(tx, pack, slots, 'hours');
  if (plan !== undefined && plan.version !== version) await dropOld(tx, pack, slots, now);
  await tx
    .insertInto('reception_plans')
    .values({ authority_id: pack.id, version, until })
    .onConflict((conflict) => conflict.column('authority_id').doUpdateSet({ version, until }))
    .execute();
  return true;
};
