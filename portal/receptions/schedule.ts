import { DeskProblemError } from '../officials/desk-problem.ts';
import type { Actor } from '../cases/case-handling.ts';
import type { CaseRecord } from '../cases/case-summary.ts';
import type { CaseEffect } from '../cases/write-change.ts';
import type { PortalContext, Tx } from '../context.ts';
import { publishTimes } from './publish-times.ts';
import { takeSlot } from './take-slot.ts';

/**
 * Fixes the time of a reception, or moves it; a move says why. Throws `DeskProblemError`: time-taken,
 * bad-input.
 */
export const schedule = async (
  context: PortalContext,
  tx: Tx,
  row: CaseRecord,
  { slotId, text }: { readonly slotId: string; readonly text?: string | undefined },
  by: Actor,
): Promise<CaseEffect> => {
  if (row.status === 'scheduled' && (text ?? '') === '')
    throw new DeskProblemError('bad-input', { fields: [{ field: 'text', rule: 'required' }] });
  const taken = await takeSlot(tx, {
    caseId: row.id,
    authorityId: row.authority_id,
    slotId,
    now: by.at,
  });
  if (taken === undefined) throw new DeskProblemError('time-taken');
  await publishTimes(context, tx, row.authority_id);
  return {
    step: {
      status: 'scheduled',
      startsAt: taken.starts_at,
      ...(text === undefined || text === '' ? {} : { text }),
      ...by,
    },
    set: { status: 'scheduled', waits_for_citizen: false, unanswered: 0 },
    at: by.at,
  };
};
