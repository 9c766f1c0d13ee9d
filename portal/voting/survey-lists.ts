import { sql } from 'kysely';
import type { SurveyManifest } from '../../contract/voting/manifest.ts';
import type { Db } from '../context.ts';
import { countRows, type RowRange } from '../db/pages.ts';
import { parseManifest } from './survey-records.ts';

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

export const countManifests = (db: Db): Promise<number> => countRows(db.selectFrom('surveys'));

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
