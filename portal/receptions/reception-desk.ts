import { sql } from 'kysely';
import { addDays, bakuDay, mondayOf } from '../../contract/domain/baku-time.ts';
import { findOfficial, packOf, readSlotId, slotsOfDay } from '../../contract/domain/reception.ts';
import { minutesOfDay } from '../../contract/domain/reception-rules.ts';
import { isWorkingDay } from '../../contract/domain/working-days.ts';
import type { ReceptionPack } from '../../contract/receptions.ts';
import type { PortalContext } from '../context.ts';
import { inTransaction } from '../db/transactions.ts';
import type {
  CalendarQuery,
  CalendarSlot,
  FreeTimes,
  OfferTimes,
  ReceptionCalendar,
} from '../desk-api/receptions.ts';
import { DeskProblemError } from '../officials/desk-problem.ts';
import { appointmentOf, NOT_KNOWN } from './appointments.ts';
import { publishTimes } from './publish-times.ts';
import { ensureSlots, isFree, isHeld, offerSlots, type SlotRow } from './slots.ts';
import { countWaiting, readWaiting, type WaitingCount } from './waiting-requests.ts';

const DAYS = 7;
const MOST_FREE = 300;

export interface ReceptionDesk {
  read(authorityId: string, query: CalendarQuery): Promise<ReceptionCalendar>;
  /** Throws `DeskProblemError` bad-input. */
  offer(authorityId: string, times: OfferTimes): Promise<ReceptionCalendar>;
  /** Throws `DeskProblemError` time-taken. */
  close(authorityId: string, slotId: string): Promise<ReceptionCalendar>;
  freeTimes(authorityId: string, caseId: string): Promise<FreeTimes>;
}

type KnownSlot = SlotRow & {
  readonly kiosk_name: string | null;
  readonly case_number: string | null;
  readonly confirmed: boolean | null;
};

const readWeek = (
  { db }: PortalContext,
  officialId: string,
  from: string,
): Promise<readonly KnownSlot[]> =>
  db
    .selectFrom('reception_slots')
    .leftJoin('kiosks', 'kiosks.id', 'reception_slots.lease_kiosk')
    .leftJoin('cases', (join) =>
      join.on(sql<boolean>`cases.id = coalesce(reception_slots.case_id, reception_slots.held_for)`),
    )
    .leftJoin('reception_cases', 'reception_cases.case_id', 'cases.id')
    .selectAll('reception_slots')
    .select(['kiosks.name as kiosk_name', 'cases.number as case_number'])
    .select('reception_cases.confirmed')
    .where('reception_slots.official_id', '=', officialId)
    .where('day', '>=', from)
    .where('day', '<', addDays(from, DAYS))
    .orderBy('starts_at')
    .execute();

const stateOf = (row: KnownSlot, now: number): CalendarSlot['state'] => {
  if (row.case_id !== null) return 'booked';
  if (row.closed_at !== null) return 'closed';
  if (row.lease_id !== null) return 'leased';
  return isHeld(row, now) ? 'held' : 'free';
};

const toCalendarSlot = (
  content: PortalContext['content'],
  row: KnownSlot,
  now: number,
): CalendarSlot => {
  const { slotId, startsAt, minutes, mode, place } = appointmentOf(content, row);
  const state = stateOf(row, now);
  const until = state === 'leased' ? row.lease_until : state === 'held' ? row.held_until : null;
  const caseId = state === 'booked' ? row.case_id : state === 'held' ? row.held_for : null;
  return {
    slotId,
    startsAt,
    minutes,
    mode,
    place,
    state,
    ...(until === null ? {} : { until }),
    ...(state === 'leased' && row.kiosk_name !== null ? { kioskName: row.kiosk_name } : {}),
    ...(caseId === null ? {} : { caseId }),
    ...(caseId === null || row.case_number === null
      ? {}
      : { registrationNumber: row.case_number, confirmed: row.confirmed === true }),
  };
};

/** Those of the packs, and those whom requests still name although the packs do not. */
const toOfficials = (
  pack: ReceptionPack | undefined,
  counts: readonly WaitingCount[],
): ReceptionCalendar['officials'] => {
  const count = (officialId: string): number =>
    counts.find((one) => one.officialId === officialId)?.forUs ?? 0;
  const known = (pack?.officials ?? []).map(({ id, name, position }) => ({
    officialId: id,
    name,
    position,
    gone: false,
    waiting: count(id),
  }));
  const ids = new Set(known.map(({ officialId }) => officialId));
  const gone = counts.filter(({ officialId }) => !ids.has(officialId));
  return [
    ...known,
    ...gone.map(({ officialId, forUs }) => ({
      officialId,
      name: NOT_KNOWN.name,
      position: NOT_KNOWN.text,
      gone: true,
      waiting: forUs,
    })),
  ];
};

const timeFault = (field: string): DeskProblemError =>
  new DeskProblemError('bad-input', { fields: [{ field, rule: 'not_possible' }] });

export const createReceptionDesk = (context: PortalContext): ReceptionDesk => {
  const { content, clock, db } = context;

  const plan = async (authorityId: string): Promise<void> => {
    const pack = packOf(content.receptions, authorityId);
    if (pack === undefined) return;
    await inTransaction(db, async (tx) => {
      if (await ensureSlots(context, tx, pack)) await publishTimes(context, tx, authorityId);
    });
  };

  const read: ReceptionDesk['read'] = async (authorityId, query) => {
    await plan(authorityId);
    const now = clock.now();
    const today = bakuDay(now);
    const from = query.from ?? mondayOf(today);
    const counts = await countWaiting(context, authorityId);
    const pack = packOf(content.receptions, authorityId);
    const officials = toOfficials(pack, counts);
    const officialId =
      officials.find((official) => official.officialId === query.official)?.officialId ??
      officials[0]?.officialId;
    const slots = officialId === undefined ? [] : await readWeek(context, officialId, from);
    const days = Array.from({ length: DAYS }, (_, index) => addDays(from, index));
    return {
      officials,
      ...(officialId === undefined ? {} : { officialId }),
      places: [...(pack?.places ?? [])],
      days: days.map((date) => ({
        date,
        workingDay: isWorkingDay(content.calendar, date),
        slots: slots
          .filter(({ day }) => day === date)
          .map((row) => toCalendarSlot(content, row, now)),
      })),
      ...(await readWaiting(context, authorityId, query.page, counts)),
      today,
    };
  };

  return {
    read,
    offer: async (authorityId, times) => {
      const pack = packOf(content.receptions, authorityId);
      const { officialId, date, from, to, minutes, placeId: place } = times;
      if (pack === undefined || findOfficial([pack], officialId) === undefined)
        throw timeFault('officialId');
      if (!pack.places.some(({ id }) => id === place)) throw timeFault('placeId');
      if (minutesOfDay(to) - minutesOfDay(from) < minutes) throw timeFault('to');
      const hours = [{ every: 'once', date, from, to, minutes, place } as const];
      const now = clock.now();
      const slots = slotsOfDay({ id: officialId, hours }, content.calendar, date).filter(
        ({ startsAt }) => startsAt > now,
      );
      // A holiday, a day off, or gone by.
      if (slots.length === 0) throw timeFault('date');
      await plan(authorityId);
      await inTransaction(db, async (tx) => {
        await offerSlots(tx, pack, slots);
        await publishTimes(context, tx, authorityId);
      });
      return read(authorityId, { official: officialId, from: date, page: 1 });
    },
    close: async (authorityId, slotId) => {
      await inTransaction(db, async (tx) => {
        const closed = await tx
          .updateTable('reception_slots')
          .set({ closed_at: clock.now() })
          .where('slot_id', '=', slotId)
          .where('authority_id', '=', authorityId)
          .where(isFree(clock.now()))
          .returning('slot_id')
          .executeTakeFirst();
        if (closed === undefined) throw new DeskProblemError('time-taken');
        await publishTimes(context, tx, authorityId);
      });
      const { officialId, date } = readSlotId(slotId);
      return read(authorityId, { official: officialId, from: date, page: 1 });
    },
    freeTimes: async (authorityId, caseId) => {
      await plan(authorityId);
      const now = clock.now();
      const rows = await db
        .selectFrom('reception_slots')
        .selectAll()
        .where('authority_id', '=', authorityId)
        .where('starts_at', '>', now)
        .where('closed_at', 'is', null)
        .where('case_id', 'is', null)
        .where('lease_id', 'is', null)
        .where((eb) => eb.or([eb('held_for', '=', caseId), isFree(now)]))
        .orderBy('starts_at')
        .orderBy('slot_id')
        .limit(MOST_FREE)
        .execute();
      return {
        times: rows.map((row) => {
          const { slotId, startsAt, minutes, mode, place, person } = appointmentOf(content, row);
          return {
            slotId,
            officialId: row.official_id,
            name: person.name,
            startsAt,
            minutes,
            mode,
            place,
            held: row.held_for === caseId,
          };
        }),
      };
    },
  };
};
