import type { SelectQueryBuilder } from 'kysely';
import { ROWS_PER_PAGE, type PageOf } from '../desk-api/paging.ts';

/** Rows of a list, as a query takes them. */
export interface RowRange {
  readonly limit: number;
  readonly offset: number;
}

/** The rows of a page, which counts from 1. */
export const rangeOf = (page: number): RowRange => ({
  limit: ROWS_PER_PAGE,
  offset: (page - 1) * ROWS_PER_PAGE,
});

/** Which page of a list of `total` rows; an empty list has one. */
export const pageOf = (page: number, total: number): PageOf => ({
  page,
  pages: Math.max(1, Math.ceil(total / ROWS_PER_PAGE)),
});

/** How many rows a query has that selects nothing yet. */
export const countRows = async <DB, TB extends keyof DB>(
  query: SelectQueryBuilder<DB, TB, object>,
): Promise<number> => {
  const { total } = await query
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .$castTo<{ total: number }>()
    .executeTakeFirstOrThrow();
  return total;
};
