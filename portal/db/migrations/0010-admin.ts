import { sql, type Kysely } from 'kysely';

/** The last link of each kiosk's audit that the portal has seen. */
export const auditAnchors = {
  up: async (db: Kysely<unknown>): Promise<void> => {
    await sql`create table audit_anchors (
      kiosk_id uuid primary key references kiosks,
      seq bigint not null,
      mac text not null,
      at bigint not null
    )`.execute(db);
  },
};
