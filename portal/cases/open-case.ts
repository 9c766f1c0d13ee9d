import { readMatter } from '../appeals/related-cases.ts';
import { APPEAL_TERMS } from '../../contract/domain/appeal-terms.ts';
import { bakuDay } from '../../contract/domain/baku-time.ts';
import type { SubmissionContent } from '../../contract/sync-protocol.ts';
import type { PortalContext } from '../context.ts';
import type { CaseDetail } from '../desk-api.ts';
import { describePapers } from '../documents/case-documents.ts';
import { DeskProblemError } from '../officials/desk-problem.ts';
import type { OfficialRecord } from '../officials/officials.ts';
import { openSubmission } from '../seals/submission-seal.ts';
import { readReception } from '../receptions/appointments.ts';
import { attentionOf } from './attention.ts';
import { allowedActions, forwardUntil } from './allowed-actions.ts';
import { decisionAmong, readSteps, readViews, recordView, toTimeline } from './case-history.ts';
import { readMessages } from './case-messages.ts';
import { readOpenings } from './case-openings.ts';
import { waitsFor } from './case-state.ts';
import { toCaseSummary, type CaseRecord } from './case-summary.ts';
import { labelAnswers } from './labelled-answers.ts';

const findCase = async ({ db }: PortalContext, caseId: string, authorityId: string | null) => {
  const row = await db
    .selectFrom('cases')
    .innerJoin('submissions', 'submissions.id', 'cases.id')
    .innerJoin('kiosks', 'kiosks.id', 'cases.kiosk_id')
    .selectAll('cases')
    .select(['submissions.sealed', 'submissions.saved_at', 'kiosks.name as kiosk_name'])
    .where('cases.id', '=', caseId)
    .where('cases.authority_id', '=', authorityId)
    .executeTakeFirst();
  if (row === undefined) throw new DeskProblemError('not-found');
  return row;
};

export interface OpenedCase {
  readonly record: CaseRecord & {
    readonly sealed: string;
    readonly saved_at: number;
    readonly kiosk_name: string;
  };
  readonly content: SubmissionContent;
}

/**
 * Opens the sealed application of a case of the official's own authority.
 * Throws `DeskProblemError`: not-found (also another authority's) or cannot-open.
 */
export const unsealCase = async (
  context: PortalContext,
  caseId: string,
  official: OfficialRecord,
): Promise<OpenedCase> => {
  const record = await findCase(context, caseId, official.authority_id);
  const item = { id: record.id, kind: record.kind, sealed: record.sealed };
  const opened = openSubmission(item, context.keys.sealing);
  if (!opened.ok) {
    context.log.error('case.cannot_be_opened', { case: caseId, reason: opened.error });
    throw new DeskProblemError('cannot-open');
  }
  return { record, content: opened.value };
};

/** Everything about an opened case, as the desk shows it. */
export const describeCase = async (
  context: PortalContext,
  { record, content }: OpenedCase,
): Promise<CaseDetail> => {
  const { db } = context;
  const steps = await readSteps(context, db, record.id);
  const decision = decisionAmong(steps);
  const today = bakuDay(context.clock.now());
  const waits = waitsFor({
    status: record.status,
    waitsForCitizen: record.waits_for_citizen,
    answerBy: record.answer_by,
  });
  const matter = await readMatter(context, record.id);
  const reception =
    record.kind === 'reception' ? await readReception(context, db, record.id) : undefined;
  const service = context.content.services.get(content.serviceId);
  return {
    ...toCaseSummary(record, context.content, today),
    serviceTitle: content.serviceTitle,
    reference: content.reference,
    kioskName: record.kiosk_name,
    language: content.language,
    serviceVersion: content.serviceVersion,
    confirmedAt: content.confirmedAt,
    ...(content.helper !== undefined && { helper: content.helper.name }),
    savedAt: record.saved_at,
    answers: labelAnswers(service, content.answers, context.content),
    papers: (service?.passport.papers ?? []).map(({ title, condition }) =>
      condition === undefined ? { title } : { title, condition },
    ),
    ...(await describePapers(context, content)),
    ...(content.consent && { consent: content.consent }),
    attention: [...attentionOf(context.content, content, record.registered_on)],
    ...(matter === undefined ? {} : { matter }),
    ...(reception === undefined ? {} : { reception }),
    ...(decision === undefined ? {} : { decision }),
    timeline: toTimeline(record.registered_at, steps),
    views: await readViews(db, record.id),
    openings: await readOpenings(db, record.id),
    messages: await readMessages(context, db, record.id),
    ...(waits === undefined ? {} : { waitsFor: waits }),
    ...(content.identity === undefined ? {} : { identity: content.identity }),
    forwardUntil: forwardUntil(record, context.content),
    daysToAdd: APPEAL_TERMS.extension - record.added_days,
    allowed: allowedActions(record, context.content, today),
  };
};

/** Opens a case for an official: the view is recorded before anything is shown. */
export const openCase = async (
  context: PortalContext,
  caseId: string,
  official: OfficialRecord,
): Promise<CaseDetail> => {
  const opened = await unsealCase(context, caseId, official);
  await recordView(context, caseId, official.id);
  return describeCase(context, opened);
};
