import { sql } from 'kysely';
import type { PortalStatus } from '../../contract/domain/case-status.ts';
import type { PortalContext } from '../context.ts';
import type { AppealMatter } from '../desk-api/appeals.ts';

const YEAR = 365 * 24 * 60 * 60 * 1000;
const MOST = 20;

interface RelatedRow {
  readonly id: string;
  readonly number: string;
  readonly status: PortalStatus;
  readonly registered_on: string;
  readonly decided_at: number | null;
  readonly same: boolean;
}

/**
 * Other appeals of the same person on the same subject to the same authority, and those that one of
 * the two names as the earlier one. How often the matter was answered in the last year is for the
 * official to weigh (art. 8.1.4): nothing is refused by itself.
 */
export const readMatter = async (
  { db, clock }: Pick<PortalContext, 'db' | 'clock'>,
  caseId: string,
): Promise<AppealMatter | undefined> => {
  const matter = await db
    .selectFrom('appeal_matters')
    .innerJoin('cases', 'cases.id', 'appeal_matters.case_id')
    .select(['person_tag', 'earlier_tag', 'direction', 'cases.authority_id', 'reference_tag'])
    .where('case_id', '=', caseId)
    .executeTakeFirst();
  if (matter === undefined) return undefined;
  const { rows } = await sql<RelatedRow>`
    select cases.id, cases.number, cases.status, cases.registered_on, cases.decided_at,
      coalesce(other.person_tag = ${matter.person_tag}
        and other.direction = ${matter.direction}, false) as same
    from cases join appeal_matters other on other.case_id = cases.id
    where cases.authority_id = ${matter.authority_id} and cases.id <> ${caseId}::uuid
      and ((other.person_tag = ${matter.person_tag} and other.direction = ${matter.direction})
        or cases.reference_tag = ${matter.earlier_tag}
        or other.earlier_tag = ${matter.reference_tag})
    order by cases.registered_at desc, cases.id limit ${MOST}`.execute(db);
  const since = clock.now() - YEAR;
  return {
    answeredInYear: rows.filter(
      ({ same, status, decided_at: at }) => same && status === 'answered' && (at ?? 0) > since,
    ).length,
    related: rows.map(({ id, number, status, registered_on: registeredOn, same }) => ({
      caseId: id,
      registrationNumber: number,
      status,
      registeredOn,
      how: same ? 'same-matter' : 'named',
    })),
  };
};
