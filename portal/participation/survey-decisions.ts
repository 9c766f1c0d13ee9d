import { sql } from 'kysely';
import * as v from 'valibot';
import { surveyTextSchema } from '../../contract/domain/survey.ts';
import type { PublishedDecision } from '../../contract/participation.ts';
import type { Db } from '../context.ts';
import { toOfficial } from '../officials/officials.ts';

const readRows = (db: Db, surveyIds: readonly string[]) =>
  db
    .selectFrom('survey_decisions')
    .innerJoin('officials', 'officials.id', 'survey_decisions.official_id')
    .select(['survey_id', 'outcome', 'text', 'at', 'full_name', 'position'])
    .where(sql<boolean>`survey_id = any(${[...surveyIds]}::text[])`)
    .execute();

const toDecision = (row: Awaited<ReturnType<typeof readRows>>[number]): PublishedDecision => ({
  surveyId: row.survey_id,
  outcome: row.outcome,
  text: v.parse(surveyTextSchema, JSON.parse(row.text)),
  official: toOfficial(row),
  at: row.at,
});

/** What authorities do with the results of these surveys, by survey; none where nothing was decided. */
export const readDecisions = async (
  db: Db,
  surveyIds: readonly string[],
): Promise<ReadonlyMap<string, PublishedDecision>> =>
  new Map((await readRows(db, surveyIds)).map((row) => [row.survey_id, toDecision(row)]));
