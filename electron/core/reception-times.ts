import { addDays, bakuDay, startOfBakuDay } from '../../contract/domain/baku-time.ts';
import {
  findOfficial,
  type FoundOfficial,
  OFFERED_DAYS,
  readSlotId,
  slotsFrom,
  toAppointment,
} from '../../contract/domain/reception.ts';
import {
  type Appointment,
  type OfferedDay,
  type OfferedTime,
  publishedTimesSchema,
  TIMES_PUBLICATION,
} from '../../contract/receptions.ts';
import type { KioskTime } from './kiosk-time.ts';
import type { Packs } from './packs/load-packs.ts';
import type { Publications } from './publications.ts';
import type { ReceptionLeases } from './reception-leases.ts';

/** When an official can be seen, as far as this kiosk knows: hours of the packs, and what the portal said of them. */
export interface ReceptionTimes {
  /** From tomorrow on, by day; undefined for an official whom the packs do not have. */
  offered(officialId: string): readonly OfferedDay[] | undefined;
  /** A time that is offered now. */
  find(slotId: string): FoundTime | undefined;
}

export interface FoundTime {
  readonly found: FoundOfficial;
  readonly time: OfferedTime;
  readonly appointment: Appointment;
}

export interface TimesOptions {
  readonly packs: Pick<Packs, 'receptions' | 'calendar'>;
  readonly publications: Pick<Publications, 'read'>;
  readonly leases: Pick<ReceptionLeases, 'held' | 'known' | 'given'>;
  readonly time: Pick<KioskTime, 'today'>;
}

export const createReceptionTimes = (options: TimesOptions): ReceptionTimes => {
  const { packs, publications, leases, time } = options;

  /** The usual times, those that the authority added, and this kiosk's own; without those that somebody has. */
  const timesOf = ({ pack, official }: FoundOfficial): readonly OfferedTime[] => {
    const tomorrow = addDays(time.today(), 1);
    const end = startOfBakuDay(addDays(tomorrow, OFFERED_DAYS));
    const news = publications.read(TIMES_PUBLICATION, publishedTimesSchema).get(pack.id);
    const gone = new Set(news?.gone);
    const own = leases.held();
    const given = leases.given();
    const slots = new Map(
      [
        ...slotsFrom(official, packs.calendar, tomorrow).filter(({ slotId }) => !gone.has(slotId)),
        ...(news?.extra ?? []),
        // One whose lease has ended may still be asked for.
        ...leases.known(),
      ].map((slot) => [slot.slotId, slot]),
    );
    return [...slots.values()]
      .filter(({ slotId }) => readSlotId(slotId).officialId === official.id && !given.has(slotId))
      .filter(({ startsAt }) => startsAt >= startOfBakuDay(tomorrow) && startsAt < end)
      .sort((one, other) => one.startsAt - other.startsAt)
      .flatMap((slot) => {
        const mode = pack.places.find(({ id }) => id === slot.placeId)?.mode;
        return mode === undefined ? [] : [{ ...slot, mode, firm: own.has(slot.slotId) }];
      });
  };

  return {
    offered: (officialId) => {
      const found = findOfficial(packs.receptions, officialId);
      if (found === undefined) return undefined;
      const days = new Map<string, OfferedTime[]>();
      for (const offered of timesOf(found)) {
        const date = bakuDay(offered.startsAt);
        days.set(date, [...(days.get(date) ?? []), offered]);
      }
      return [...days].map(([date, times]) => ({ date, times }));
    },
    find: (slotId) => {
      const found = findOfficial(packs.receptions, readSlotId(slotId).officialId);
      const offered = found && timesOf(found).find((one) => one.slotId === slotId);
      const appointment = found && offered && toAppointment(found, offered);
      return found && offered && appointment && { found, time: offered, appointment };
    },
  };
};
