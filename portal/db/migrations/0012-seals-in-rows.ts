import { sql, type Kysely } from 'kysely';

/**
 * A sealed submission of usual size (3 KB) stands in its row instead of beside it in two pieces with
 * an index of their own: half of the work of keeping it. Rows are only ever found by their key.
 */
const STATEMENTS = ['alter table submissions set (toast_tuple_target = 8160)'];

export const sealsInRows = {
  up: async (db: Kysely<unknown>): Promise<void> => {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
