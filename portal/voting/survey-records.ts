import * as v from 'valibot';
import { manifestSchema, type SurveyManifest } from '../../contract/voting/manifest.ts';
import type { Db, Tx } from '../context.ts';

/** What all three roles may know of surveys: what is public. */
export interface SurveyRecords {
  /** Undefined for a survey that this portal does not have. */
  find(db: Db | Tx, surveyId: string): Promise<SurveyManifest | undefined>;
}

/** Manifests that are kept parsed: each ballot asks for one. */
const MOST_KEPT = 200;

export const createSurveyRecords = (): SurveyRecords => {
  const kept = new Map<string, SurveyManifest>();

  const load = async (db: Db | Tx, surveyId: string): Promise<SurveyManifest> => {
    const { manifest } = await db
      .selectFrom('surveys')
      .select('manifest')
      .where('id', '=', surveyId)
      .executeTakeFirstOrThrow();
    const parsed = v.parse(manifestSchema, JSON.parse(manifest));
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(surveyId, parsed);
    return parsed;
  };

  return {
    find: async (db, surveyId) => {
      const row = await db
        .selectFrom('surveys')
        .select('rev')
        .where('id', '=', surveyId)
        .executeTakeFirst();
      if (row === undefined) return undefined;
      const known = kept.get(surveyId);
      return known?.rev === row.rev ? known : load(db, surveyId);
    },
  };
};
