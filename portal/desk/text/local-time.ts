import { bakuDay, bakuTime } from '../../../contract/domain/baku-time.ts';

/** Baku is four hours ahead of UTC all year (no summer time since 2016). */
const BAKU_OFFSET = '+04:00';

/** Value of a `datetime-local` field for a moment, in Baku whatever the browser's zone is. */
export const toLocalField = (moment: number): string => `${bakuDay(moment)}T${bakuTime(moment)}`;

/** The moment that a `datetime-local` field names; undefined while it is incomplete. */
export const fromLocalField = (text: string): number | undefined => {
  const moment = Date.parse(`${text}:00${BAKU_OFFSET}`);
  return Number.isNaN(moment) ? undefined : moment;
};
