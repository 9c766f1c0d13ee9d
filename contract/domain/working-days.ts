import type { CalendarPack } from '../packs.ts';
import { addDays, weekday } from './baku-time.ts';

export interface Deadline {
  /** ISO day. */
  readonly date: string;
  /** A movable feast that is not announced yet lies on the way, or the calendar does not reach that far. */
  readonly estimated: boolean;
}

type Table = Pick<CalendarPack, 'from' | 'to' | 'holidays' | 'workingDays'>;

/**
 * Monday to Friday, without holidays, with swapped working weekends
 * (Labour Code art. 105 and the Cabinet's yearly decisions; both come as data).
 */
export const isWorkingDay = (calendar: Table, isoDay: string): boolean => {
  if (calendar.workingDays.includes(isoDay)) return true;
  return weekday(isoDay) <= 5 && !calendar.holidays.some(({ date }) => date === isoDay);
};

const isUncertain = (calendar: Table, isoDay: string): boolean =>
  isoDay < calendar.from ||
  isoDay > calendar.to ||
  calendar.holidays.some(({ date, estimated }) => date === isoDay && estimated);

/**
 * The last day of a term of `count` working days, counted from the day after `isoDay`
 * (terms: Law on Citizens' Appeals, art. 10; that counting starts on the next day is unverified).
 */
export const addWorkingDays = (calendar: Table, isoDay: string, count: number): Deadline => {
  let date = isoDay;
  let estimated = false;
  for (let left = count; left > 0;) {
    date = addDays(date, 1);
    estimated ||= isUncertain(calendar, date);
    if (isWorkingDay(calendar, date)) left -= 1;
  }
  return { date, estimated };
};
