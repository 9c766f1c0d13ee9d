import { bakuDay } from '../../contract/domain/baku-time.ts';
import { isFinal, mayFollow } from '../../contract/domain/case-status.ts';
import type { PortalContext, Tx } from '../context.ts';
import { inTransaction } from '../db/transactions.ts';
import type { CaseDetail } from '../desk-api.ts';
import { DeskProblemError } from '../officials/desk-problem.ts';
import type { OfficialRecord } from '../officials/officials.ts';
import { schedule } from '../receptions/schedule.ts';
import { allowedActions } from './allowed-actions.ts';
import { askForInformation, extend, reply } from './case-handling.ts';
import { readSteps } from './case-history.ts';
import type { CaseRecord } from './case-summary.ts';
import { forward } from './forwarding.ts';
import { describeCase, unsealCase, type OpenedCase } from './open-case.ts';
import { writeChange, type CaseEffect } from './write-change.ts';

/** A step that an official wants to take, on the revision that was on the screen. */
export type CaseChange = { readonly rev: number } & (
  | { readonly to: 'considering' }
  | { readonly to: 'answered' | 'declined'; readonly text: string }
  | { readonly to: 'extended' | 'replied'; readonly text: string }
  | { readonly to: 'info_asked'; readonly text: string; readonly days: number }
  | { readonly to: 'scheduled'; readonly slotId: string; readonly text?: string | undefined }
  | { readonly to: 'forwarded'; readonly text: string; readonly authorityId: string }
);

const ACTIONS = {
  considering: 'consider',
  answered: 'answer',
  declined: 'decline',
  extended: 'extend',
  replied: 'reply',
  info_asked: 'ask',
  forwarded: 'forward',
  scheduled: 'schedule',
} as const;

/**
 * The kiosk first, then the case, as everybody does it. The kiosk's row gives the change its number;
 * it may have changed when a kiosk was enrolled anew, then the work starts again.
 */
export const lockCase = async (tx: Tx, { record }: OpenedCase): Promise<CaseRecord> => {
  const kiosk = await tx
    .selectFrom('kiosks')
    .select('id')
    .where('id', '=', record.kiosk_id)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const row = await tx
    .selectFrom('cases')
    .selectAll()
    .where('id', '=', record.id)
    .where('kiosk_id', '=', kiosk.id)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) throw new DeskProblemError('try-later', { retryAfter: 1 });
  return row;
};

const refuseLateComer = async (context: PortalContext, tx: Tx, row: CaseRecord): Promise<never> => {
  const last = (await readSteps(context, tx, row.id)).at(-1);
  throw new DeskProblemError('changed-meanwhile', {
    current: {
      status: row.status,
      rev: row.rev,
      at: last?.at ?? row.registered_at,
      ...(last?.official === undefined ? {} : { by: last.official }),
    },
  });
};

/** What the change makes of the case; the rest of its data is written by it. */
const effectOf = async (
  context: PortalContext,
  tx: Tx,
  row: CaseRecord,
  official: OfficialRecord,
  change: CaseChange,
): Promise<CaseEffect> => {
  const by = { officialId: official.id, at: context.clock.now() };
  switch (change.to) {
    case 'considering':
      return { step: { status: 'considering', ...by }, set: { status: 'considering' }, at: by.at };
    case 'answered':
    case 'declined':
      return {
        step: { status: change.to, text: change.text, ...by },
        set: {
          status: change.to,
          decided_at: isFinal(change.to) ? by.at : null,
          waits_for_citizen: false,
          unanswered: 0,
        },
        at: by.at,
      };
    case 'extended':
      return extend(context, row, change, by);
    case 'info_asked':
      return askForInformation(context, tx, row, change, by);
    case 'replied':
      return reply(context, tx, row, change, by);
    case 'scheduled':
      return schedule(context, tx, row, change, by);
    case 'forwarded':
      return forward(context, tx, row, change, by);
  }
};

const isDecision = (to: CaseChange['to']): to is 'considering' | 'answered' | 'declined' =>
  to === 'considering' || to === 'answered' || to === 'declined';

/**
 * Takes a step in a case and gives the citizen the new state, sealed, in one transaction. Of two
 * officials at the same moment, or of an official and a citizen who withdraws, the second is told
 * what the case is now: throws `DeskProblemError` changed-meanwhile, not-found, not-allowed,
 * time-taken or cannot-open. `alongside` runs in the same transaction.
 */
export const changeCase = async (
  context: PortalContext,
  caseId: string,
  official: OfficialRecord,
  change: CaseChange,
  alongside: (tx: Tx) => Promise<void> = () => Promise.resolve(),
): Promise<CaseDetail> => {
  const opened = await unsealCase(context, caseId, official);
  const today = bakuDay(context.clock.now());
  const record = await inTransaction(context.db, async (tx) => {
    const row = await lockCase(tx, opened);
    const stale = isDecision(change.to) && !mayFollow(row.status, change.to);
    if (row.rev !== change.rev || stale) return refuseLateComer(context, tx, row);
    if (!allowedActions(row, context.content, today).includes(ACTIONS[change.to]))
      throw new DeskProblemError('not-allowed');
    const effect = await effectOf(context, tx, row, official, change);
    const changed = await writeChange(context, tx, row, opened.content, effect);
    await alongside(tx);
    return changed;
  });
  context.log.info('case.changed', { case: caseId, status: change.to });
  return describeCase(context, { ...opened, record: { ...opened.record, ...record } });
};
