import type { CaseSummary } from '../../desk-api.ts';

/** `soon` is two days or fewer: the time to leave other work. */
export type Urgency = 'late' | 'soon' | 'calm';

/** A message key under `deadline`, its number of days, and how pressing it is. */
export interface DeadlineWords {
  readonly key: 'late' | 'today' | 'left';
  readonly days: number;
  readonly urgency: Urgency;
}

const SOON = 2;

/** How to say the time left in words; undefined once the case is decided. Calendar days. */
export const deadlineWords = ({
  daysLeft,
}: Pick<CaseSummary, 'daysLeft'>): DeadlineWords | undefined => {
  if (daysLeft === undefined) return undefined;
  if (daysLeft < 0) return { key: 'late', days: -daysLeft, urgency: 'late' };
  if (daysLeft === 0) return { key: 'today', days: 0, urgency: 'soon' };
  return { key: 'left', days: daysLeft, urgency: daysLeft <= SOON ? 'soon' : 'calm' };
};
