import { sql } from 'kysely';
import * as v from 'valibot';
import { manifestSchema, type SurveyManifest } from '../../contract/voting/manifest.ts';
import type { Db } from '../context.ts';
import type { RowRange } from '../db/pages.ts';

const parseManifest = (row: { readonly manifest: string }): SurveyManifest =>
  v.parse(manifestSchema, JSON.parse(row.manifest));

/** Open surveys first, then announced, then closed ones; of each the newest first by their opening. */
export const listManifests = async (
  db: Db,
  now: number,
  { limit, offset }: RowRange,
): Promise<readonly SurveyManifest[]> => {
  const rows = await db
    .selectFrom('surveys')
    .select('manifest')
    .orderBy(sql`case when closes <= ${now} then 2 when opens > ${now} then 1 else 0 end`)
    .orderBy('opens', 'desc')
    .orderBy('id')
    .limit(limit)
    .offset(offset)
    .execute();
  return rows.map(parseManifest);
};

export const countManifests = async (db: Db): Promise<number> => {
  const { total } = await db
    .selectFrom('surveys')
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return total;
};

/** Surveys that have not closed, the next to close first. */
export const manifestsAhead = async (
  db: Db,
  now: number,
  most: number,
): Promise<readonly SurveyManifest[]> => {
  const rows = await db
    .selectFrom('surveys')
    .select('manifest')
    .where('closes', '>', now)
    .orderBy('closes')
    .orderBy('id')
    .limit(most)
    .execute();
  return rows.map(parseManifest);
};
