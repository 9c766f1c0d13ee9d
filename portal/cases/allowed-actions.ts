import { isFinal, mayFollow } from '../../contract/domain/case-status.ts';
import { addWorkingDays } from '../../contract/domain/working-days.ts';
import type { Content } from '../content/content.ts';
import type { CaseAction } from '../desk-api.ts';
import type { CaseRow } from './case-summary.ts';
import { MOST_ADDED_DAYS } from './case-handling.ts';

/** Working days in which an appeal that came to the wrong body goes on (Law on Citizens' Appeals, art. 7.10). */
const FORWARDING_DAYS = 3;

/** Last day on which the case may still be forwarded. */
export const forwardUntil = (
  { registered_on }: Pick<CaseRow, 'registered_on'>,
  { calendar }: Pick<Content, 'calendar'>,
): string => addWorkingDays(calendar, registered_on, FORWARDING_DAYS).date;

const TARGETS = { consider: 'considering', answer: 'answered', decline: 'declined' } as const;

/** What an official may do with the case on `today`, an ISO day in Baku. */
export const allowedActions = (
  row: CaseRow,
  content: Pick<Content, 'calendar'>,
  today: string,
): CaseAction[] => {
  const decisions = (['consider', 'answer', 'decline'] as const).filter((action) =>
    mayFollow(row.status, TARGETS[action]),
  );
  if (isFinal(row.status)) return ['reply'];
  return [
    ...decisions,
    ...(row.kind === 'reception' && mayFollow(row.status, 'scheduled')
      ? (['schedule'] as const)
      : []),
    'reply',
    ...(row.extended ? [] : (['extend'] as const)),
    ...(row.added_days < MOST_ADDED_DAYS && !row.waits_for_citizen ? (['ask'] as const) : []),
    ...(today <= forwardUntil(row, content) ? (['forward'] as const) : []),
  ];
};
