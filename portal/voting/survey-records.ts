import { sql } from 'kysely';
import * as v from 'valibot';
import { manifestSchema, type SurveyManifest } from '../../contract/voting/manifest.ts';
import type { Db, Tx } from '../context.ts';

/** What all three roles may know of surveys: what is public. */
export interface SurveyRecords {
  /** Undefined for a survey that this portal does not have. */
  find(db: Db | Tx, surveyId: string): Promise<SurveyManifest | undefined>;
  /** Those that this portal has, by id. */
  findAll(db: Db | Tx, ids: readonly string[]): Promise<ReadonlyMap<string, SurveyManifest>>;
}

/** The manifest in a row of a survey. */
export const parseManifest = (row: { readonly manifest: string }): SurveyManifest =>
  v.parse(manifestSchema, JSON.parse(row.manifest));

/** Manifests that are kept parsed: each ballot asks for one. */
const MOST_KEPT = 200;

const oneOf = (ids: readonly string[]) => sql<boolean>`id = any(${[...ids]}::text[])`;

export const createSurveyRecords = (): SurveyRecords => {
  const kept = new Map<string, SurveyManifest>();

  const keep = (manifest: SurveyManifest): void => {
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(manifest.surveyId, manifest);
  };

  const load = async (db: Db | Tx, ids: readonly string[]): Promise<readonly SurveyManifest[]> => {
    if (ids.length === 0) return [];
    const rows = await db.selectFrom('surveys').select('manifest').where(oneOf(ids)).execute();
    const loaded = rows.map(parseManifest);
    loaded.forEach(keep);
    return loaded;
  };

  const findAll: SurveyRecords['findAll'] = async (db, ids) => {
    const rows = await db.selectFrom('surveys').select(['id', 'rev']).where(oneOf(ids)).execute();
    const known = rows.flatMap(({ id, rev }) => {
      const manifest = kept.get(id);
      return manifest?.rev === rev ? [manifest] : [];
    });
    const knownIds = new Set(known.map(({ surveyId }) => surveyId));
    const others = rows.map(({ id }) => id).filter((id) => !knownIds.has(id));
    const found = [...known, ...(await load(db, others))];
    return new Map(found.map((manifest) => [manifest.surveyId, manifest]));
  };

  return {
    find: async (db, surveyId) => (await findAll(db, [surveyId])).get(surveyId),
    findAll,
  };
};
