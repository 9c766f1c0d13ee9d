import type { TimelineStatus } from '../../contract/domain/case-status.ts';
import type { CaseState } from '../../contract/sync-protocol.ts';
import type { Db, PortalContext } from '../context.ts';
import type { CaseDetail, Official } from '../desk-api.ts';
import { toOfficial } from '../officials/officials.ts';
import { openDecision } from '../seals/decision-seal.ts';

const VIEWS_SHOWN = 200;

/** Something that was done to a case. */
export interface CaseStep {
  readonly rev: number;
  readonly status: TimelineStatus;
  readonly at: number;
  /** Absent for what the citizen did. */
  readonly official?: Official;
  /** Answer, reason or request, opened. */
  readonly text?: string;
  /** New last day. */
  readonly until?: string;
  /** Where it was forwarded to. */
  readonly authorityId?: string;
  /** When the citizen is received. */
  readonly startsAt?: number;
}

export const readSteps = async (
  { keys }: Pick<PortalContext, 'keys'>,
  db: Db,
  caseId: string,
): Promise<readonly CaseStep[]> => {
  const rows = await db
    .selectFrom('case_steps')
    .leftJoin('officials', 'officials.id', 'case_steps.official_id')
    .select(['rev', 'status', 'at', 'text', 'until', 'full_name', 'position'])
    .select(['case_steps.authority_id', 'case_steps.starts_at'])
    .where('case_id', '=', caseId)
    .orderBy('rev')
    .execute();
  return Promise.all(
    rows.map(async ({ rev, status, at, text, until, full_name, position, ...row }) => ({
      rev,
      status,
      at,
      ...(full_name === null || position === null
        ? {}
        : { official: toOfficial({ full_name, position }) }),
      ...(text === null
        ? {}
        : { text: await openDecision(text, { caseId, rev }, keys.contentKey) }),
      ...(until === null ? {} : { until }),
      ...(row.authority_id === null ? {} : { authorityId: row.authority_id }),
      ...(row.starts_at === null ? {} : { startsAt: row.starts_at }),
    })),
  );
};

/** The decision among the steps. */
export const decisionAmong = (steps: readonly CaseStep[]): CaseState['decision'] => {
  const step = steps.find(({ status }) => status === 'answered' || status === 'declined');
  if (step === undefined) return undefined;
  const { status, text, official, at } = step;
  if (
    text === undefined ||
    official === undefined ||
    (status !== 'answered' && status !== 'declined')
  )
    throw new Error('a decision without its text');
  return { kind: status, text, official, at };
};

/** The registration, which nobody does by hand, and everything after it. */
export const toTimeline = (
  registeredAt: number,
  steps: readonly CaseStep[],
): CaseDetail['timeline'] => [
  { status: 'registered', at: registeredAt },
  ...steps.map(({ rev: _rev, text, ...step }) => ({
    ...step,
    // The decision's own words stand in the decision.
    ...(text === undefined || step.status === 'answered' || step.status === 'declined'
      ? {}
      : { text }),
  })),
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
