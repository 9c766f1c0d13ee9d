import type { Selectable } from 'kysely';
import { isAnswerDue } from '../../contract/domain/case-status.ts';
import type { Localized } from '../../contract/languages.ts';
import type { Content } from '../content/content.ts';
import type { PortalTables } from '../db/schema.ts';
import type { CaseSummary } from '../desk-api.ts';

export type CaseRecord = Selectable<PortalTables['cases']>;

const DAY = 24 * 60 * 60 * 1000;

const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / DAY);

const titleOf = ({ services }: Content, serviceId: string): Localized =>
  services.get(serviceId)?.passport.title ?? { az: serviceId, ru: serviceId, en: serviceId };

/** Everything but the state's seal, which a list does not need. */
export type CaseRow = Omit<CaseRecord, 'state'>;

/** `today` is the ISO day in Baku. */
export const toCaseSummary = (row: CaseRow, content: Content, today: string): CaseSummary => {
  const isDue = isAnswerDue(row.status);
  return {
    caseId: row.id,
    registrationNumber: row.number,
    kind: row.kind,
    serviceId: row.service_id,
    serviceTitle: titleOf(content, row.service_id),
    status: row.status,
    registeredOn: row.registered_on,
    answerBy: row.answer_by,
    answerByEstimated: row.answer_by_estimated,
    late: isDue && row.answer_by < today,
    ...(isDue ? { daysLeft: daysBetween(today, row.answer_by) } : {}),
    needsAttention: row.needs_attention,
    unanswered: row.unanswered,
    waitsForCitizen: row.waits_for_citizen,
    demonstration: row.demonstration,
    rev: row.rev,
  };
};
