import { sql, type Kysely } from 'kysely';

/** The newest question of each kiosk: the number in its cursor, and when it was asked by the kiosk's clock. */
export const questionOrder = {
  up: async (db: Kysely<unknown>): Promise<void> => {
    await sql`alter table kiosks
      add column asked bigint not null default 0,
      add column asked_at bigint not null default -1`.execute(db);
  },
};
