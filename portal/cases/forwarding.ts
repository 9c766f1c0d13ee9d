import { APPEAL_TERMS } from '../../contract/domain/appeal-terms.ts';
import { bakuDay } from '../../contract/domain/baku-time.ts';
import { addWorkingDays } from '../../contract/domain/working-days.ts';
import type { PortalContext, Tx } from '../context.ts';
import { takeNumber } from '../intake/register-numbers.ts';
import { DeskProblemError } from '../officials/desk-problem.ts';
import type { Actor } from './case-handling.ts';
import type { CaseRecord } from './case-summary.ts';
import type { CaseEffect } from './write-change.ts';

/**
 * Sends a case to the authority that it belongs to: registered there under a new number, with the
 * legal clock from that day. The citizen's reference and code stay as they are.
 */
export const forward = async (
  context: PortalContext,
  tx: Tx,
  row: CaseRecord,
  { text, authorityId }: { readonly text: string; readonly authorityId: string },
  by: Actor,
): Promise<CaseEffect> => {
  const { content } = context;
  if (authorityId === row.authority_id || !content.authorities.has(authorityId))
    throw new DeskProblemError('bad-input', {
      fields: [{ field: 'authorityId', rule: 'other_authority' }],
    });
  const today = bakuDay(by.at);
  const service = content.services.get(row.service_id);
  // The statute's own term for a service that our packs no longer have.
  const term = service?.passport.term.workingDays ?? APPEAL_TERMS.usual;
  const { date, estimated } = addWorkingDays(content.calendar, today, term);
  return {
    step: { status: 'forwarded', text, authorityId, until: date, ...by },
    set: {
      authority_id: authorityId,
      number: await takeNumber(context, tx, authorityId, today),
      status: 'forwarded',
      registered_on: today,
      answer_by: date,
      answer_by_estimated: estimated,
      extended: false,
      added_days: 0,
      waits_for_citizen: false,
    },
    at: by.at,
  };
};
