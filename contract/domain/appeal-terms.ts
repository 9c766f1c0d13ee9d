import type { CalendarPack } from '../packs.ts';
import { addWorkingDays, type Deadline } from './working-days.ts';

/**
 * Terms of the Law on Citizens' Appeals (No 1308-IVQ of 30 September 2015), in working days. All are
 * counted from registration, which is due on the day the authority receives the appeal.
 */
export const APPEAL_TERMS = {
  /** Article 10.1. */
  usual: 15,
  /** Article 10.1: when it needs additional study or a check. */
  study: 30,
  /** Article 10.2: at most so many more when information has to be asked for. */
  extension: 30,
  /** Article 7.10: to the body that is responsible, and to tell the person. */
  forward: 3,
  /** To tell why an appeal is left without consideration (instruction of the Interior Ministry that follows the law). */
  leftUnconsidered: 5,
} as const;

export interface AppealDates {
  readonly usual: Deadline;
  readonly study: Deadline;
  readonly forward: Deadline;
  readonly leftUnconsidered: Deadline;
}

/** The legal days of an appeal that is registered on the ISO day. */
export const appealDates = (calendar: CalendarPack, registeredOn: string): AppealDates => {
  const after = (count: number): Deadline => addWorkingDays(calendar, registeredOn, count);
  return {
    usual: after(APPEAL_TERMS.usual),
    study: after(APPEAL_TERMS.study),
    forward: after(APPEAL_TERMS.forward),
    leftUnconsidered: after(APPEAL_TERMS.leftUnconsidered),
  };
};

/** The new last day after an extension by `days` working days; undefined for more than the law allows, or none. */
export const extendedTerm = (
  calendar: CalendarPack,
  answerBy: string,
  days: number,
): Deadline | undefined =>
  Number.isInteger(days) && days >= 1 && days <= APPEAL_TERMS.extension
    ? addWorkingDays(calendar, answerBy, days)
    : undefined;
