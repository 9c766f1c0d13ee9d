import { sql, type RawBuilder } from 'kysely';
import { bakuDay } from '../../contract/domain/baku-time.ts';
import { parseReceiptCode } from '../../contract/domain/receipt-code.ts';
import type { CaseKind } from '../../contract/item-kinds.ts';
import type { PortalContext } from '../context.ts';
import { countRows, pageOf, rangeOf } from '../db/pages.ts';
import type { CaseFilter, CaseList } from '../desk-api.ts';
import { referenceTag } from './reference-tag.ts';
import { toCaseSummary } from './case-summary.ts';

export interface CaseQuery {
  readonly authorityId: string;
  readonly filter: CaseFilter;
  /** Of every kind when left out. */
  readonly kind?: CaseKind | undefined;
  readonly search?: string | undefined;
  readonly page: number;
}

type Condition = RawBuilder<boolean>;

const conditionsOf = (today: string): Record<CaseFilter, Condition> => ({
  open: sql<boolean>`decided_at is null`,
  late: sql<boolean>`decided_at is null and status <> 'scheduled' and answer_by < ${today}::date`,
  considering: sql<boolean>`status = 'considering'`,
  answered: sql<boolean>`status = 'answered'`,
  declined: sql<boolean>`status = 'declined'`,
  withdrawn: sql<boolean>`status = 'withdrawn'`,
  messages: sql<boolean>`unanswered > 0`,
  all: sql<boolean>`true`,
});

const countCases = async (
  { db }: PortalContext,
  authorityId: string,
  conditions: Record<CaseFilter, Condition>,
  kind: CaseKind | undefined,
): Promise<CaseList['counts']> => {
  const { rows } = await sql<CaseList['counts']>`
    select count(*) filter (where ${conditions.open}) as open,
      count(*) filter (where ${conditions.late}) as late,
      count(*) filter (where ${conditions.messages}) as messages,
      count(*) filter (where ${conditions.considering}) as considering,
      count(*) filter (where ${conditions.answered}) as answered,
      count(*) filter (where ${conditions.declined}) as declined,
      count(*) filter (where ${conditions.withdrawn}) as withdrawn,
      count(*) as all
    from cases where authority_id = ${authorityId} and ${kindCondition(kind)}`.execute(db);
  const [counts] = rows;
  if (counts === undefined) throw new Error('a count without a row');
  return counts;
};

const kindCondition = (kind: CaseKind | undefined): Condition =>
  kind === undefined ? sql<boolean>`true` : sql<boolean>`kind = ${kind}`;

const searchCondition = (context: PortalContext, search: string | undefined): Condition => {
  if (search === undefined || search === '') return sql<boolean>`true`;
  const reference = parseReceiptCode(search);
  const tag = reference.ok ? referenceTag(context, reference.value) : '';
  const part = `%${search.replaceAll(/[\\%_]/g, '\\$&')}%`;
  return sql<boolean>`(number ilike ${part} or reference_tag = ${tag})`;
};

/** Columns of a list; the sealed state stays where it is. */
const COLUMNS = [
  ...(['id', 'kiosk_id', 'kind', 'lookup_id', 'reference_tag', 'authority_id'] as const),
  ...(['service_id', 'service_version', 'number', 'status', 'rev', 'change'] as const),
  ...(['registered_at', 'registered_on', 'answer_by', 'answer_by_estimated'] as const),
  ...(['decided_at', 'needs_attention', 'demonstration'] as const),
  ...(['unanswered', 'waits_for_citizen', 'added_days', 'extended'] as const),
] as const;

/** One page of an authority's cases: open ones by legal day, then decided ones, the newest first. */
export const listCases = async (context: PortalContext, query: CaseQuery): Promise<CaseList> => {
  const today = bakuDay(context.clock.now());
  const conditions = conditionsOf(today);
  const matching = context.db
    .selectFrom('cases')
    .where('authority_id', '=', query.authorityId)
    .where(conditions[query.filter])
    .where(kindCondition(query.kind))
    .where(searchCondition(context, query.search));
  const total = await countRows(matching);
  const { limit, offset } = rangeOf(query.page);
  const rows = await matching
    .select(COLUMNS)
    .orderBy('decided_at', (order) => order.desc().nullsFirst())
    .orderBy('answer_by')
    .orderBy('number')
    .limit(limit)
    .offset(offset)
    .execute();
  return {
    cases: rows.map((row) => toCaseSummary(row, context.content, today)),
    ...pageOf(query.page, total),
    counts: await countCases(context, query.authorityId, conditions, query.kind),
    today,
  };
};
