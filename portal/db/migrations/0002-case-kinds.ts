import { sql, type Kysely } from 'kysely';

/** Cases of every kind, notes beside them, and what the portal publishes to its kiosks. */
const STATEMENTS = [
  `alter table cases add column kind text not null default 'application'`,
  `alter table cases alter column kind drop default`,
  `create table notes (
    id uuid primary key,
    kiosk_id uuid not null references kiosks,
    kind text not null,
    digest text not null,
    received_at bigint not null,
    answer text
  )`,
  `alter table portal add column publication bigint not null default 0`,
  `create table publications (
    kind text not null,
    id text not null,
    rev bigint not null unique,
    kiosk_id uuid references kiosks,
    body text,
    primary key (kind, id)
  )`,
];

export const caseKinds = {
  up: async (db: Kysely<unknown>): Promise<void> => {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
