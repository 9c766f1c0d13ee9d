import { isFinal, mayFollow, type PortalStatus } from '../../contract/domain/case-status.ts';
import type { CaseState } from '../../contract/sync-protocol.ts';
import type { PortalContext, Tx } from '../context.ts';
import { inTransaction } from '../db/transactions.ts';
import type { CaseDetail } from '../desk-api.ts';
import { DeskProblemError } from '../officials/desk-problem.ts';
import { toOfficial, type OfficialRecord } from '../officials/officials.ts';
import { sealCaseState } from '../seals/case-seal.ts';
import { sealDecision } from '../seals/decision-seal.ts';
import { readSteps, toTimeline } from './case-history.ts';
import { toCaseState } from './case-state.ts';
import type { CaseRecord } from './case-summary.ts';
import { describeCase, unsealCase, type OpenedCase } from './open-case.ts';

/** A step that an official wants to take, on the revision that was on the screen. */
export type CaseChange =
  | { readonly to: 'considering'; readonly rev: number }
  | { readonly to: 'answered' | 'declined'; readonly rev: number; readonly text: string };

/**
 * The kiosk first, then the case, as everybody does it. The kiosk's row gives the change its number;
 * it may have changed when a kiosk was enrolled anew, then the work starts again.
 */
const lockCase = async (tx: Tx, { record }: OpenedCase) => {
  const kiosk = await tx
    .selectFrom('kiosks')
    .select(['id', 'change'])
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
  return { kiosk, row };
};

const refuseLateComer = async (tx: Tx, row: CaseRecord): Promise<never> => {
  const last = (await readSteps(tx, row.id)).at(-1);
  throw new DeskProblemError('changed-meanwhile', {
    current: {
      status: row.status,
      rev: row.rev,
      at: last?.at ?? row.registered_at,
      ...(last === undefined ? {} : { by: last.official }),
    },
  });
};

const decisionOf = (
  change: CaseChange,
  official: OfficialRecord,
  at: number,
): CaseState['decision'] =>
  change.to === 'considering'
    ? undefined
    : { kind: change.to, text: change.text, official: toOfficial(official), at };

const addStep = async (
  { keys }: PortalContext,
  tx: Tx,
  row: CaseRecord,
  change: CaseChange,
  by: { readonly id: string; readonly at: number },
): Promise<void> => {
  const place = { caseId: row.id, rev: row.rev + 1 };
  const text =
    change.to === 'considering' ? null : await sealDecision(change.text, place, keys.contentKey);
  await tx
    .insertInto('case_steps')
    .values({
      case_id: row.id,
      rev: place.rev,
      status: change.to,
      at: by.at,
      official_id: by.id,
      text,
    })
    .execute();
};

const sealNewState = async (
  tx: Tx,
  { content }: OpenedCase,
  row: CaseRecord,
  at: number,
  decision: CaseState['decision'],
): Promise<string> => {
  const timeline = toTimeline(row.registered_at, await readSteps(tx, row.id));
  const state = toCaseState(content, {
    number: row.number,
    registeredOn: row.registered_on,
    answerBy: row.answer_by,
    timeline: timeline.map((step) => ({ status: step.status, at: step.at })),
    ...(decision === undefined ? {} : { decision }),
    at,
  });
  return sealCaseState(state, row.rev + 1, content.caseAccess);
};

const moveCase = async (
  tx: Tx,
  row: CaseRecord,
  to: PortalStatus,
  moved: { readonly at: number; readonly change: number; readonly state: string },
): Promise<CaseRecord> => {
  await tx
    .updateTable('kiosks')
    .set({ change: moved.change })
    .where('id', '=', row.kiosk_id)
    .execute();
  return tx
    .updateTable('cases')
    .set({
      status: to,
      rev: row.rev + 1,
      change: moved.change,
      decided_at: isFinal(to) ? moved.at : null,
      state: moved.state,
    })
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow();
};

/**
 * Takes a step in a case and gives the citizen the new state, sealed, in one transaction. Of two
 * officials at the same moment the second is refused: throws `DeskProblemError` changed-meanwhile
 * (with what the case is now), not-found or cannot-open.
 */
export const changeCase = async (
  context: PortalContext,
  caseId: string,
  official: OfficialRecord,
  change: CaseChange,
): Promise<CaseDetail> => {
  const opened = await unsealCase(context, caseId, official);
  const record = await inTransaction(context.db, async (tx) => {
    const { kiosk, row } = await lockCase(tx, opened);
    if (row.rev !== change.rev || !mayFollow(row.status, change.to))
      return refuseLateComer(tx, row);
    const at = context.clock.now();
    await addStep(context, tx, row, change, { id: official.id, at });
    const state = await sealNewState(tx, opened, row, at, decisionOf(change, official, at));
    return moveCase(tx, row, change.to, { at, change: kiosk.change + 1, state });
  });
  context.log.info('case_changed', { case: caseId, status: change.to });
  return describeCase(context, { ...opened, record: { ...opened.record, ...record } });
};
