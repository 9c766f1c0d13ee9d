import type { PortalStatus } from '../../contract/domain/case-status.ts';
import type { Db, PortalContext } from '../context.ts';
import type { CaseDetail, Decision, Official } from '../desk-api.ts';
import { toOfficial } from '../officials/officials.ts';
import { openDecision } from '../seals/decision-seal.ts';

const VIEWS_SHOWN = 200;

/** Something that an official did to a case. */
export interface CaseStep {
  readonly rev: number;
  readonly status: PortalStatus;
  readonly at: number;
  readonly official: Official;
  /** Sealed; only with a decision. */
  readonly text: string | null;
}

export const readSteps = async (db: Db, caseId: string): Promise<readonly CaseStep[]> => {
  const rows = await db
    .selectFrom('case_steps')
    .innerJoin('officials', 'officials.id', 'case_steps.official_id')
    .select(['rev', 'status', 'at', 'text', 'full_name', 'position'])
    .where('case_id', '=', caseId)
    .orderBy('rev')
    .execute();
  return rows.map((row) => ({ ...row, official: toOfficial(row) }));
};

/** The decision among the steps, opened. */
export const readDecision = async (
  { keys }: Pick<PortalContext, 'keys'>,
  caseId: string,
  steps: readonly CaseStep[],
): Promise<Decision | undefined> => {
  const step = steps.find(({ text }) => text !== null);
  if (step === undefined || step.text === null) return undefined;
  if (step.status !== 'answered' && step.status !== 'declined')
    throw new Error(`case ${caseId} has a text in a step that is no decision`);
  return {
    kind: step.status,
    text: await openDecision(step.text, { caseId, rev: step.rev }, keys.contentKey),
    official: step.official,
    at: step.at,
  };
};

export const toTimeline = (
  registeredAt: number,
  steps: readonly CaseStep[],
): CaseDetail['timeline'] => [
  { status: 'registered', at: registeredAt },
  ...steps.map(({ status, at, official }) => ({ status, at, official })),
];

/** Who looked into the case, the newest first. */
export const readViews = async (db: Db, caseId: string): Promise<CaseDetail['views']> => {
  const rows = await db
    .selectFrom('case_views')
    .innerJoin('officials', 'officials.id', 'case_views.official_id')
    .select(['at', 'full_name', 'position'])
    .where('case_id', '=', caseId)
    .orderBy('at', 'desc')
    .orderBy('case_views.id', 'desc')
    .limit(VIEWS_SHOWN)
    .execute();
  return rows.map((row) => ({ official: toOfficial(row), at: row.at }));
};

export const recordView = async (
  { db, ids, clock }: Pick<PortalContext, 'db' | 'ids' | 'clock'>,
  caseId: string,
  officialId: string,
): Promise<void> => {
  await db
    .insertInto('case_views')
    .values({ id: ids.next(), case_id: caseId, official_id: officialId, at: clock.now() })
    .execute();
};
