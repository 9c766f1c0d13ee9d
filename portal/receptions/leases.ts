import { sql } from 'kysely';
import { addDays, bakuDay, startOfBakuDay } from '../../contract/domain/baku-time.ts';
import { OFFERED_DAYS } from '../../contract/domain/reception.ts';
import type { PortalContext, Tx } from '../context.ts';
import { inTransaction } from '../db/transactions.ts';
import { publishLeases, publishTimes } from './publish-times.ts';
import { ensureSlots, isFree, NO_LEASE, type SlotRow } from './slots.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** A kiosk that is away for longer asks for times instead of promising them. */
const LEASE_TIME = 3 * DAY;
/** Between the end of a lease and its time, so that a booking made at the last moment still arrives. */
const BEFORE_TIME = DAY;
/** Times of one official that one kiosk may promise. */
const MOST_PER_OFFICIAL = 3;
/** Between two looks at what a kiosk has; the end of a lease is seen at once. */
const CHECK_EVERY = 10 * MINUTE;
/** A lease is made longer when that gains as much. */
const WORTH_EXTENDING = DAY / 2;

const leaseEnd = (startsAt: number, now: number): number =>
  Math.min(now + LEASE_TIME, startsAt - BEFORE_TIME);

/** What the kiosk said when it asked. */
export interface KnownToKiosk {
  /** Leases that it still counts as its own, or has given away without the portal's receipt. */
  readonly named: readonly string[];
  /** Last publication that it had. */
  readonly heard: number;
}

/**
 * Takes back what has ended and the kiosk no longer names. A time that it names stays its own
 * whatever the clock says: it may have been promised to a citizen who stands there without a network.
 * So does one of which the kiosk had not heard when it asked: a question may be days old, on a stick.
 * Answers the authorities whose times are free again.
 */
const release = async (
  tx: Tx,
  kioskId: string,
  ended: readonly SlotRow[],
  { named, heard }: KnownToKiosk,
): Promise<readonly string[]> => {
  const over = ended.filter(
    ({ lease_id: id, lease_rev: rev }) =>
      id !== null && !named.includes(id) && rev !== null && rev <= heard,
  );
  if (over.length === 0) return [];
  await tx
    .updateTable('reception_slots')
    .set(NO_LEASE)
    .where(sql<boolean>`lease_id = any(${over.map(({ lease_id: id }) => id)}::uuid[])`)
    .where('lease_kiosk', '=', kioskId)
    .where('case_id', 'is', null)
    .execute();
  return over.map(({ authority_id: id }) => id);
};

/** Nothing comes from a revoked kiosk any more; its leases run out all the same before others get them. */
const releaseOfRevoked = async (tx: Tx, now: number): Promise<void> => {
  await tx
    .updateTable('reception_slots')
    .set(NO_LEASE)
    .where('lease_until', '<=', now)
    .where('case_id', 'is', null)
    .where('lease_kiosk', 'in', (eb) =>
      eb.selectFrom('kiosks').select('id').where('revoked_at', 'is not', null),
    )
    .execute();
};

const extend = async (
  tx: Tx,
  rows: readonly SlotRow[],
  { named }: KnownToKiosk,
  now: number,
): Promise<void> => {
  for (const row of rows) {
    const until = leaseEnd(row.starts_at, now);
    // One that the kiosk has let go stays let go.
    if (!named.includes(row.lease_id ?? '')) continue;
    if (until - (row.lease_until ?? 0) < WORTH_EXTENDING) continue;
    await tx
      .updateTable('reception_slots')
      .set({ lease_until: until })
      .where('slot_id', '=', row.slot_id)
      .where('lease_id', '=', row.lease_id)
      .where('case_id', 'is', null)
      .execute();
  }
};

/** One of each day first, so that a citizen has a choice of days. */
const spread = (free: readonly SlotRow[]): readonly SlotRow[] => {
  const seen = new Map<string, number>();
  return free
    .map((row) => {
      const turn = seen.get(row.day) ?? 0;
      seen.set(row.day, turn + 1);
      return { row, turn };
    })
    .sort((one, other) => one.turn - other.turn || one.row.starts_at - other.row.starts_at)
    .map(({ row }) => row);
};

/** At most half of what is free goes to one kiosk: something is left for others, and for the desk. */
const chooseFrom = (free: readonly SlotRow[], has: number): readonly SlotRow[] =>
  spread(free).slice(
    0,
    Math.max(0, Math.min(MOST_PER_OFFICIAL - has, Math.floor(free.length / 2))),
  );

const readFree = (tx: Tx, officials: readonly string[], now: number): Promise<SlotRow[]> => {
  const today = bakuDay(now);
  return tx
    .selectFrom('reception_slots')
    .selectAll()
    .where(sql<boolean>`official_id = any(${[...officials]}::text[])`)
    .where('starts_at', '>=', startOfBakuDay(addDays(today, 3)))
    .where('starts_at', '<', startOfBakuDay(addDays(today, OFFERED_DAYS + 1)))
    .where(isFree(now))
    .orderBy('starts_at')
    .execute();
};

/** The condition is looked at again under each row's lock: of two kiosks at the same moment one gets it. */
const lease = async (
  { clock, ids }: Pick<PortalContext, 'clock' | 'ids'>,
  tx: Tx,
  kioskId: string,
  slots: readonly SlotRow[],
): Promise<void> => {
  const now = clock.now();
  const inOrder = slots.toSorted((one, other) => (one.slot_id < other.slot_id ? -1 : 1));
  await sql`
    update reception_slots
    set lease_id = wanted.lease, lease_kiosk = ${kioskId}::uuid, lease_given = ${now}::bigint,
      lease_until = wanted.until, lease_rev = null, held_for = null, held_until = null
    from unnest(
      ${inOrder.map(({ slot_id: id }) => id)}::text[],
      ${inOrder.map(() => ids.next())}::uuid[],
      ${inOrder.map(({ starts_at: startsAt }) => leaseEnd(startsAt, now))}::bigint[]
    ) as wanted (id, lease, until)
    where slot_id = wanted.id and ${isFree(now)}`.execute(tx);
};

const grantAll = async (
  context: PortalContext,
  tx: Tx,
  kioskId: string,
  live: readonly SlotRow[],
): Promise<readonly string[]> => {
  const { receptions } = context.content;
  const changed: string[] = [];
  for (const pack of receptions) if (await ensureSlots(context, tx, pack)) changed.push(pack.id);
  const counts = new Map<string, number>();
  for (const { official_id: id } of live) counts.set(id, (counts.get(id) ?? 0) + 1);
  const lacking = receptions
    .flatMap(({ officials }) => officials.map(({ id }) => id))
    .filter((id) => (counts.get(id) ?? 0) < MOST_PER_OFFICIAL);
  const free = await readFree(tx, lacking, context.clock.now());
  const chosen = lacking.flatMap((officialId) =>
    chooseFrom(
      free.filter(({ official_id: id }) => id === officialId),
      counts.get(officialId) ?? 0,
    ),
  );
  if (chosen.length > 0) await lease(context, tx, kioskId, chosen);
  return [...changed, ...chosen.map(({ authority_id: id }) => id)];
};

const isDue = async (tx: Tx, kioskId: string, now: number): Promise<boolean> => {
  const due = await tx
    .insertInto('reception_checks')
    .values({ kiosk_id: kioskId, at: now })
    .onConflict((conflict) =>
      conflict
        .column('kiosk_id')
        .doUpdateSet({ at: now })
        .where('reception_checks.at', '<=', now - CHECK_EVERY),
    )
    .returning('at')
    .executeTakeFirst();
  return due !== undefined;
};

/**
 * Before a kiosk is told what is new: takes back what it let go, makes its leases longer, gives it
 * times where it has few. `known` is undefined for a kiosk that takes no leases.
 */
export const refreshLeases = async (
  context: PortalContext,
  kioskId: string,
  known: KnownToKiosk | undefined,
): Promise<void> => {
  if (known === undefined || context.content.receptions.length === 0) return;
  const now = context.clock.now();
  await inTransaction(context.db, async (tx) => {
    const rows = await tx
      .selectFrom('reception_slots')
      .selectAll()
      .where('lease_kiosk', '=', kioskId)
      .orderBy('slot_id')
      .execute();
    const ended = rows.filter(({ lease_until: until }) => (until ?? 0) <= now);
    const due = await isDue(tx, kioskId, now);
    if (!due && ended.length === 0) return;
    const changed = new Set(await release(tx, kioskId, ended, known));
    const live = rows.filter((row) => !ended.includes(row) && row.closed_at === null);
    if (due) {
      await releaseOfRevoked(tx, now);
      await extend(tx, live, known, now);
      for (const id of await grantAll(context, tx, kioskId, live)) changed.add(id);
    }
    // Last, for every publisher waits for one row.
    for (const id of [...changed].sort()) await publishTimes(context, tx, id);
    await publishLeases(context, tx, kioskId);
  });
};
