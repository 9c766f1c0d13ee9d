import { sql, type Updateable } from 'kysely';
import type { TimelineStatus } from '../../contract/domain/case-status.ts';
import type { SubmissionContent } from '../../contract/sync-protocol.ts';
import type { PortalContext, Tx } from '../context.ts';
import type { PortalTables } from '../db/schema.ts';
import { sealCaseState } from '../seals/case-seal.ts';
import { sealDecision } from '../seals/decision-seal.ts';
import { followCase } from '../receptions/after-change.ts';
import { readReception } from '../receptions/appointments.ts';
import { decisionAmong, readSteps, toTimeline } from './case-history.ts';
import { readMessages } from './case-messages.ts';
import { toCaseState } from './case-state.ts';
import type { CaseRecord } from './case-summary.ts';

export interface NewStep {
  readonly status: TimelineStatus;
  readonly at: number;
  readonly officialId?: string;
  readonly text?: string;
  readonly until?: string;
  readonly authorityId?: string;
  /** When the citizen is received. */
  readonly startsAt?: number;
}

export interface CaseEffect {
  /** Told in the timeline; left out where only a message came. */
  readonly step?: NewStep;
  /** Columns of the case that change. */
  readonly set?: Updateable<PortalTables['cases']>;
  readonly at: number;
}

const addStep = async (
  { keys }: PortalContext,
  tx: Tx,
  row: CaseRecord,
  { status, at, officialId, text, until, authorityId, startsAt }: NewStep,
): Promise<void> => {
  const place = { caseId: row.id, rev: row.rev + 1 };
  await tx
    .insertInto('case_steps')
    .values({
      case_id: row.id,
      rev: place.rev,
      status,
      at,
      official_id: officialId ?? null,
      text: text === undefined ? null : await sealDecision(text, place, keys.contentKey),
      until: until ?? null,
      authority_id: authorityId ?? null,
      starts_at: startsAt ?? null,
    })
    .execute();
};

/** The number under which the case's kiosk will hear of it. Its row is locked from here on. */
const takeChangeNumber = async (tx: Tx, kioskId: string): Promise<number> => {
  const { change } = await tx
    .updateTable('kiosks')
    .set({ change: sql<number>`change + 1` })
    .where('id', '=', kioskId)
    .returning('change')
    .executeTakeFirstOrThrow();
  return change;
};

const sealNewState = async (
  context: PortalContext,
  tx: Tx,
  row: CaseRecord,
  content: SubmissionContent,
  at: number,
): Promise<string> => {
  const steps = await readSteps(context, tx, row.id);
  const state = toCaseState(content, {
    number: row.number,
    authorityId: row.authority_id,
    registeredOn: row.registered_on,
    answerBy: row.answer_by,
    status: row.status,
    waitsForCitizen: row.waits_for_citizen,
    timeline: toTimeline(row.registered_at, steps),
    messages: await readMessages(context, tx, row.id),
    decision: decisionAmong(steps),
    reception: row.kind === 'reception' ? await readReception(context, tx, row.id) : undefined,
    at,
  });
  return sealCaseState(state, row.rev, content.caseAccess);
};

/**
 * Writes what happened to a case and gives the citizen the new state, sealed. To be called in a
 * transaction that holds the locks of the case's kiosk and of the case, in this order.
 */
export const writeChange = async (
  context: PortalContext,
  tx: Tx,
  row: CaseRecord,
  content: SubmissionContent,
  { step, set = {}, at }: CaseEffect,
): Promise<CaseRecord> => {
  if (step !== undefined) await addStep(context, tx, row, step);
  const change = await takeChangeNumber(tx, row.kiosk_id);
  const changed = await tx
    .updateTable('cases')
    .set({ ...set, rev: row.rev + 1, change })
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  await followCase(context, tx, row, changed);
  const state = await sealNewState(context, tx, changed, content, at);
  await tx.updateTable('cases').set({ state }).where('id', '=', row.id).execute();
  return { ...changed, state };
};
