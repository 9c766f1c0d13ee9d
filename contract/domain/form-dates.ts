import { isRealDay } from './baku-time.ts';

export type DateFault = 'date_incomplete' | 'date_impossible' | 'date_future' | 'date_past';

export type DateCheck =
  | { readonly ok: true; readonly value: string }
  | { readonly ok: false; readonly rule: DateFault };

const OLDEST = '1900-01-01';
const LATEST = '2199-12-31';

/** Joins what stands in the three boxes into the raw answer; digits are not checked yet. */
export const joinDateParts = (day: string, month: string, year: string): string =>
  [year, month, day].some((part) => part.trim() !== '')
    ? `${year.trim()}-${month.trim()}-${day.trim()}`
    : '';

/** The three boxes of a raw answer. */
export const splitDateParts = (raw: string): { day: string; month: string; year: string } => {
  const [year = '', month = '', day = ''] = raw.split('-');
  return { day, month, year };
};

/** Reads "2014-3-9" into "2014-03-09"; the bound is relative to `today` (ISO day), which itself is allowed. */
export const parseFormDate = (
  raw: string,
  bound: 'past' | 'future' | 'any',
  today: string,
): DateCheck => {
  const { day, month, year } = splitDateParts(raw);
  if (!/^\d{4}$/u.test(year) || !/^\d{1,2}$/u.test(month) || !/^\d{1,2}$/u.test(day))
    return { ok: false, rule: 'date_incomplete' };
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (!isRealDay(date) || date < OLDEST || date > LATEST)
    return { ok: false, rule: 'date_impossible' };
  if (bound === 'past' && date > today) return { ok: false, rule: 'date_future' };
  if (bound === 'future' && date < today) return { ok: false, rule: 'date_past' };
  return { ok: true, value: date };
};
