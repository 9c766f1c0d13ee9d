import { sql, type Kysely } from 'kysely';

/** How each kiosk was when it last asked for news. */
export const heartbeats = {
  up: async (db: Kysely<unknown>): Promise<void> => {
    await sql`create table kiosk_heartbeats (
      kiosk_id uuid primary key references kiosks,
      at bigint not null,
      heartbeat text not null
    )`.execute(db);
  },
};
