import { APPEAL_TERMS } from '../../contract/domain/appeal-terms.ts';
import { isFinal, mayFollow } from '../../contract/domain/case-status.ts';
import { addWorkingDays } from '../../contract/domain/working-days.ts';
import type { Content } from '../content/content.ts';
import type { CaseAction } from '../desk-api.ts';
import type { CaseRow } from './case-summary.ts';

/** Last day on which the case may still be forwarded. */
export const forwardUntil = (
  { registered_on }: Pick<CaseRow, 'registered_on'>,
  { calendar }: Pick<Content, 'calendar'>,
): string => addWorkingDays(calendar, registered_on, APPEAL_TERMS.forward).date;

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
    ...(row.added_days < APPEAL_TERMS.extension && !row.waits_for_citizen
      ? (['ask'] as const)
      : []),
    ...(today <= forwardUntil(row, content) ? (['forward'] as const) : []),
  ];
};
