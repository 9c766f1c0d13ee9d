import { findOfficial, packOf, toAppointment } from '../../contract/domain/reception.ts';
import type { Appointment, ReceptionState } from '../../contract/receptions.ts';
import * as v from 'valibot';
import type { Db, PortalContext } from '../context.ts';
import { toSlot, type SlotRow } from './slots.ts';

/** Of an official or a place that the packs no longer have. */
export const NOT_KNOWN = { name: '—', text: { az: '—', ru: '—', en: '—' } } as const;

const wishesSchema = v.pipe(v.string(), v.parseJson(), v.array(v.string()));
export const readWishes = (wishes: string): string[] => v.parse(wishesSchema, wishes);

/**
 * A time as the citizen reads it. Of an official or a place that the packs no longer have, what is
 * known is told: the time stands until somebody moves it.
 */
export const appointmentOf = (
  { receptions }: PortalContext['content'],
  row: SlotRow,
): Appointment => {
  const found = findOfficial(receptions, row.official_id);
  const known = found && toAppointment(found, toSlot(row));
  if (known !== undefined) return known;
  const place = packOf(receptions, row.authority_id)?.places.find(({ id }) => id === row.place_id);
  return {
    slotId: row.slot_id,
    startsAt: row.starts_at,
    minutes: row.minutes,
    mode: place?.mode ?? 'in-person',
    place: place?.title ?? NOT_KNOWN.text,
    person: {
      name: found?.official.name ?? NOT_KNOWN.name,
      position: found?.official.position ?? NOT_KNOWN.text,
    },
  };
};

/** Where a reception stands; undefined for a case that is none. */
export const readReception = async (
  { content, clock }: Pick<PortalContext, 'content' | 'clock'>,
  db: Db,
  caseId: string,
): Promise<ReceptionState | undefined> => {
  const asked = await db
    .selectFrom('reception_cases')
    .selectAll()
    .where('case_id', '=', caseId)
    .executeTakeFirst();
  if (asked === undefined) return undefined;
  const rows = await db
    .selectFrom('reception_slots')
    .selectAll()
    .where((eb) =>
      eb.or([
        eb('case_id', '=', caseId),
        eb.and([
          eb('held_for', '=', caseId),
          eb('held_until', '>', clock.now()),
          eb('case_id', 'is', null),
          eb('closed_at', 'is', null),
        ]),
      ]),
    )
    .orderBy('starts_at')
    .execute();
  const taken = rows.find(({ case_id: id, closed_at: closed }) => id === caseId && closed === null);
  return {
    ...(taken === undefined ? {} : { appointment: appointmentOf(content, taken) }),
    confirmed: asked.confirmed && taken !== undefined,
    sequence: asked.sequence,
    offers: rows
      .filter(({ case_id: id }) => id !== caseId)
      .map((row) => appointmentOf(content, row)),
    wishes: readWishes(asked.wishes),
  };
};
