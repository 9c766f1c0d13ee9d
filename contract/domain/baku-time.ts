/**
 * Azerbaijan Standard Time: UTC+4 all year, no summer time since 2016 (IANA zone Asia/Baku).
 * Computed here because a kiosk's own zone may be set wrongly.
 */
const OFFSET = 4 * 60 * 60 * 1000;

/** The calendar day in Baku at a moment (milliseconds since the epoch), as ISO day. */
export const bakuDay = (moment: number): string =>
  new Date(moment + OFFSET).toISOString().slice(0, 10);

/** The first moment of an ISO day in Baku, milliseconds since the epoch. */
export const startOfBakuDay = (isoDay: string): number =>
  Date.parse(`${isoDay}T00:00:00Z`) - OFFSET;

/** Hours and minutes in Baku, "09:05". */
export const bakuTime = (moment: number): string =>
  new Date(moment + OFFSET).toISOString().slice(11, 16);

const DAY = 24 * 60 * 60 * 1000;

/** The ISO day that lies `days` after (or, negative, before) another. */
export const addDays = (isoDay: string, days: number): string =>
  new Date(Date.parse(`${isoDay}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);

/** 1 Monday … 7 Sunday (ISO 8601). */
export const weekday = (isoDay: string): number => new Date(`${isoDay}T00:00:00Z`).getUTCDay() || 7;

/** The Monday of the week in which a day lies. */
export const mondayOf = (isoDay: string): string => addDays(isoDay, 1 - weekday(isoDay));

/** True for a day that exists: "2026-02-30" does not. */
export const isRealDay = (isoDay: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(isoDay)) return false;
  const time = Date.parse(`${isoDay}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(isoDay);
};

/** Whole years from one ISO day to a later one; a birthday on 29 February falls on 1 March in other years. */
export const wholeYears = (from: string, to: string): number => {
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4));
  return to.slice(5) < from.slice(5) ? years - 1 : years;
};
