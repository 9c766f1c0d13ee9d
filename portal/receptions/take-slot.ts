import { sql } from 'kysely';
import { findOfficial, packOf } from '../../contract/domain/reception.ts';
import type { PortalContext, Tx } from '../context.ts';
import { isFree, NO_LEASE, type SlotRow } from './slots.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Other times are held for a citizen so long. */
const HOLD_TIME = 5 * DAY;
const OFFERS = 3;

const NO_HOLD = { held_for: null, held_until: null } as const;

/** Gives up what the case has and what is held for it. Past times stay: they say when the citizen was received. */
export const freeSlots = async (tx: Tx, caseId: string, now: number): Promise<boolean> => {
  const freed = await tx
    .updateTable('reception_slots')
    .set({ case_id: null, ...NO_HOLD })
    .where((eb) => eb.or([eb('case_id', '=', caseId), eb('held_for', '=', caseId)]))
    .where('starts_at', '>', now)
    .returning('slot_id')
    .execute();
  return freed.length > 0;
};

interface Taking {
  readonly caseId: string;
  readonly authorityId: string;
  readonly slotId: string;
  readonly now: number;
}

const changed = async (tx: Tx, caseId: string, confirmed: boolean): Promise<void> => {
  await tx
    .updateTable('reception_cases')
    .set({ confirmed, sequence: sql<number>`sequence + 1` })
    .where('case_id', '=', caseId)
    .execute();
};

/**
 * Gives the case a time that is free or held for it, in place of the one that it has. Undefined when
 * somebody else has it: then nothing was changed.
 */
export const takeSlot = async (
  tx: Tx,
  { caseId, authorityId, slotId, now }: Taking,
  { confirmed = false, only }: { readonly confirmed?: boolean; readonly only?: 'held' } = {},
): Promise<SlotRow | undefined> => {
  const wanted = await tx
    .selectFrom('reception_slots')
    .selectAll()
    .where('slot_id', '=', slotId)
    .where('authority_id', '=', authorityId)
    .where('starts_at', '>', now)
    .where('closed_at', 'is', null)
    .where('case_id', 'is', null)
    .where('lease_id', 'is', null)
    .where((eb) =>
      only === 'held'
        ? eb('held_for', '=', caseId)
        : eb.or([eb('held_for', '=', caseId), isFree(now)]),
    )
    .forUpdate()
    .executeTakeFirst();
  if (wanted === undefined) return undefined;
  await freeSlots(tx, caseId, now);
  const taken = await tx
    .updateTable('reception_slots')
    .set({ case_id: caseId, ...NO_HOLD })
    .where('slot_id', '=', slotId)
    .returningAll()
    .executeTakeFirstOrThrow();
  await changed(tx, caseId, confirmed);
  return taken;
};

/** Gives the case the time that a kiosk has promised, if the promise was its to give. */
export const takeLeased = async (
  tx: Tx,
  { caseId, authorityId, slotId }: Taking,
  leaseId: string,
): Promise<SlotRow | undefined> =>
  tx
    .updateTable('reception_slots')
    .set({ case_id: caseId, ...NO_HOLD, ...NO_LEASE })
    .where('slot_id', '=', slotId)
    .where('authority_id', '=', authorityId)
    .where('lease_id', '=', leaseId)
    .where('case_id', 'is', null)
    .where('closed_at', 'is', null)
    .returningAll()
    .executeTakeFirst();

interface Wanted {
  readonly caseId: string;
  readonly authorityId: string;
  readonly officialId: string;
  readonly topicId: string;
  readonly now: number;
}

/** The same official first, then those who take the topic. */
const officialsFor = (
  { receptions }: PortalContext['content'],
  { authorityId, officialId, topicId }: Wanted,
): readonly string[] => {
  const pack = packOf(receptions, authorityId);
  const others = (pack?.officials ?? [])
    .filter(({ id, topics }) => id !== officialId && topics.includes(topicId))
    .map(({ id }) => id);
  return findOfficial(receptions, officialId) === undefined ? others : [officialId, ...others];
};

/** Holds the next free times for the citizen to choose from, in place of the one that the case has. */
export const holdOthers = async (
  { content }: Pick<PortalContext, 'content'>,
  tx: Tx,
  wanted: Wanted,
): Promise<number> => {
  const { caseId, now } = wanted;
  await freeSlots(tx, caseId, now);
  await changed(tx, caseId, false);
  let held = 0;
  for (const officialId of officialsFor(content, wanted)) {
    const free = await tx
      .selectFrom('reception_slots')
      .select(['slot_id', 'starts_at'])
      .where('official_id', '=', officialId)
      .where('starts_at', '>', now + DAY)
      .where(isFree(now))
      .orderBy('starts_at')
      .limit(OFFERS - held)
      .forUpdate()
      .execute();
    for (const { slot_id, starts_at } of free) {
      const heldUntil = Math.min(now + HOLD_TIME, starts_at - 12 * HOUR);
      await tx
        .updateTable('reception_slots')
        .set({ held_for: caseId, held_until: heldUntil })
        .where('slot_id', '=', slot_id)
        .execute();
    }
    held += free.length;
    if (held >= OFFERS) break;
  }
  return held;
};
