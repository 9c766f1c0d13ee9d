import type { CalendarPack } from '../packs.ts';
import type {
  Appointment,
  ReceptionHours,
  ReceptionOfficial,
  ReceptionPack,
  ReceptionSlot,
} from '../receptions.ts';
import { addDays, startOfBakuDay, weekday } from './baku-time.ts';
import { minutesOfDay } from './reception-rules.ts';
import { isWorkingDay } from './working-days.ts';

type Calendar = Pick<CalendarPack, 'holidays' | 'workingDays' | 'from' | 'to'>;

/** Days from tomorrow for which times are offered. */
export const OFFERED_DAYS = 28;

const MINUTE = 60_000;
const two = (number: number): string => String(number).padStart(2, '0');

export const slotIdOf = (officialId: string, isoDay: string, minutes: number): string =>
  `${officialId}_${isoDay.replaceAll('-', '')}T${two(Math.floor(minutes / 60))}${two(minutes % 60)}`;

/** What a slot's id says. */
export const readSlotId = (slotId: string) => {
  const [officialId = '', time = ''] = slotId.split('_');
  const date = `${time.slice(0, 4)}-${time.slice(4, 6)}-${time.slice(6, 8)}`;
  const minutes = Number(time.slice(9, 11)) * 60 + Number(time.slice(11, 13));
  return { officialId, date, startsAt: startOfBakuDay(date) + minutes * MINUTE };
};

const isOn = (hours: ReceptionHours, isoDay: string): boolean => {
  if (hours.every === 'once') return hours.date === isoDay;
  if (hours.weekday !== weekday(isoDay)) return false;
  return hours.every === 'week' || hours.weeks.includes(Math.ceil(Number(isoDay.slice(8)) / 7));
};

const slotsWithin = (id: string, isoDay: string, hours: ReceptionHours): ReceptionSlot[] => {
  const slots: ReceptionSlot[] = [];
  const end = minutesOfDay(hours.to);
  for (let at = minutesOfDay(hours.from); at + hours.minutes <= end; at += hours.minutes)
    slots.push({
      slotId: slotIdOf(id, isoDay, at),
      startsAt: startOfBakuDay(isoDay) + at * MINUTE,
      minutes: hours.minutes,
      placeId: hours.place,
    });
  return slots;
};

/**
 * The official's usual times on a day: none on a holiday and none at a weekend, but for weekend days
 * that the calendar makes working days (Labour Code art. 105; the Cabinet's yearly decisions).
 */
export const slotsOfDay = (
  { id, hours }: Pick<ReceptionOfficial, 'id' | 'hours'>,
  calendar: Calendar,
  isoDay: string,
): readonly ReceptionSlot[] => {
  if (!isWorkingDay(calendar, isoDay)) return [];
  const slots = hours
    .filter((one) => isOn(one, isoDay))
    .flatMap((one) => slotsWithin(id, isoDay, one));
  // Hours that overlap name a time twice; the first counts.
  const byId = new Map(slots.toReversed().map((slot) => [slot.slotId, slot]));
  return [...byId.values()].sort((one, other) => one.startsAt - other.startsAt);
};

/** The usual times from `first`, over so many days. ISO days in Baku. */
export const slotsFrom = (
  official: Pick<ReceptionOfficial, 'id' | 'hours'>,
  calendar: Calendar,
  first: string,
  days = OFFERED_DAYS,
): readonly ReceptionSlot[] =>
  Array.from({ length: days }, (_, index) => addDays(first, index)).flatMap((day) =>
    slotsOfDay(official, calendar, day),
  );

export interface FoundOfficial {
  readonly pack: ReceptionPack;
  readonly official: ReceptionOfficial;
}

/** Who receives citizens in an authority, where that is known. */
export const packOf = (
  packs: readonly ReceptionPack[],
  authorityId: string,
): ReceptionPack | undefined => packs.find(({ id }) => id === authorityId);

export const findOfficial = (
  packs: Iterable<ReceptionPack>,
  officialId: string,
): FoundOfficial | undefined => {
  for (const pack of packs) {
    const official = pack.officials.find(({ id }) => id === officialId);
    if (official !== undefined) return { pack, official };
  }
  return undefined;
};

/** A slot with everything that a citizen has to know of it; undefined for a place that is gone from the pack. */
export const toAppointment = (
  { pack, official }: FoundOfficial,
  { slotId, startsAt, minutes, placeId }: ReceptionSlot,
): Appointment | undefined => {
  const place = pack.places.find(({ id }) => id === placeId);
  if (place === undefined) return undefined;
  const { name, position } = official;
  return {
    slotId,
    startsAt,
    minutes,
    mode: place.mode,
    place: place.title,
    person: { name, position },
  };
};

/* ---- The answer to "when" ---- */

/** How a time was shown when it was chosen: certain, or asked for. */
export interface ChosenTime {
  readonly firm: boolean;
  readonly slotId: string;
}

export const toTimeAnswer = ({ firm, slotId }: ChosenTime): string =>
  `${firm ? 'firm' : 'asked'}:${slotId}`;

const TIME = /^(firm|asked):([a-z][a-z0-9-]{0,63}_\d{8}T\d{4})$/;

export const parseTimeAnswer = (answer: string): ChosenTime | undefined => {
  const [, how, slotId] = TIME.exec(answer) ?? [];
  return slotId === undefined ? undefined : { firm: how === 'firm', slotId };
};
