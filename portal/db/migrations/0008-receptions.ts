import { sql, type Kysely } from 'kysely';

/** Times of receptions with their leases, and what was asked for. */
const STATEMENTS = [
  `create table reception_slots (
    slot_id text primary key,
    authority_id text not null,
    official_id text not null,
    day date not null,
    starts_at bigint not null,
    minutes smallint not null,
    place_id text not null,
    origin text not null,
    closed_at bigint,
    closed_reason text,
    case_id uuid unique references cases,
    held_for uuid references cases,
    held_until bigint,
    lease_id uuid unique,
    lease_kiosk uuid references kiosks,
    lease_given bigint,
    lease_until bigint,
    lease_rev bigint,
    check (lease_id is null or case_id is null)
  )`,
  `create index reception_slots_by_official on reception_slots (official_id, starts_at)`,
  `create index reception_slots_by_authority on reception_slots (authority_id, starts_at)`,
  `create index reception_slots_by_kiosk on reception_slots (lease_kiosk)`,
  `create index reception_slots_by_holder on reception_slots (held_for)`,
  `create table reception_cases (
    case_id uuid primary key references cases,
    official_id text not null,
    topic_id text not null,
    wishes text not null,
    confirmed boolean not null,
    sequence integer not null
  )`,
  `create table reception_plans (
    authority_id text primary key,
    version text not null,
    until date not null
  )`,
  `create table reception_checks (
    kiosk_id uuid primary key references kiosks,
    at bigint not null
  )`,
  `alter table case_steps add column starts_at bigint`,
];

export const receptions = {
  up: async (db: Kysely<unknown>): Promise<void> => {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
