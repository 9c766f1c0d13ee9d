import { sql, type Kysely } from 'kysely';

/** Which transaction has last written all rows of a table, or of a part of it, anew and mixed. */
export const mixedRows = {
  up: async (db: Kysely<unknown>): Promise<void> => {
    await sql`create table mixed_rows (
      table_name text not null,
      part text not null,
      xid text not null,
      primary key (table_name, part)
    )`.execute(db);
  },
};
