import { sql, type Kysely } from 'kysely';

/** Papers that a citizen adds to a case after the submission: named by a message in it. */
export const casePapers = {
  up: async (db: Kysely<unknown>): Promise<void> => {
    await sql`alter table case_messages add column documents text`.execute(db);
  },
};
