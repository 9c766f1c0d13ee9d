import type { Db } from '../context.ts';
import { countRows, pageOf, rangeOf } from '../db/pages.ts';
import type { PageOf } from '../desk-api/paging.ts';
import type { DraftRecord } from './survey-drafts.ts';

/** A draft with the name of who wrote it. */
export type AuthoredDraft = DraftRecord & { readonly author: string };

/** A page of an authority's surveys, from the first draft on: what was changed last comes first. */
export const listDrafts = async (
  db: Db,
  authorityId: string,
  page: number,
): Promise<PageOf & { readonly rows: readonly AuthoredDraft[] }> => {
  const drafts = db
    .selectFrom('survey_drafts')
    .where('survey_drafts.authority_id', '=', authorityId);
  const { limit, offset } = rangeOf(page);
  const total = await countRows(drafts);
  const rows = await drafts
    .innerJoin('officials', 'officials.id', 'survey_drafts.author_id')
    .selectAll('survey_drafts')
    .select('officials.full_name as author')
    .orderBy('changed_at', 'desc')
    .orderBy('survey_drafts.id')
    .limit(limit)
    .offset(offset)
    .execute();
  return { rows, ...pageOf(page, total) };
};
