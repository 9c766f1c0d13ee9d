import { sql, type Kysely } from 'kysely';

/** Statements in their own words: a migration must not change when the code's types do. */
const STATEMENTS = [
  `create table portal (
    id smallint primary key check (id = 1),
    epoch uuid not null
  )`,
  `create table kiosks (
    id uuid primary key,
    name text not null,
    device_key text not null,
    device_kid text not null unique,
    enrolled_at bigint not null,
    last_seen_at bigint,
    revoked_at bigint,
    seq bigint not null,
    digest text not null,
    change bigint not null,
    submissions bigint not null,
    demonstration boolean not null
  )`,
  `create table batches (
    kiosk_id uuid not null references kiosks,
    seq bigint not null,
    digest text not null,
    taken_at bigint not null,
    refusals text not null,
    primary key (kiosk_id, seq)
  )`,
  `create table enrolment_codes (
    selector text primary key,
    code_tag text not null,
    kiosk_name text not null,
    created_at bigint not null,
    expires_at bigint not null,
    tries integer not null default 0,
    used_by uuid references kiosks
  )`,
  `create table alarms (
    id uuid primary key,
    kiosk_id uuid not null references kiosks,
    kind text not null,
    at bigint not null,
    seq bigint
  )`,
  `create index alarms_by_kiosk on alarms (kiosk_id, at)`,
  `create table submissions (
    id uuid primary key,
    kiosk_id uuid not null references kiosks,
    digest text not null,
    saved_at bigint not null,
    received_at bigint not null,
    sealed text not null
  )`,
  // Already encrypted, so it does not compress: keep it out of the row and leave it as it is.
  `alter table submissions alter column sealed set storage external`,
  `create table cases (
    id uuid primary key references submissions,
    kiosk_id uuid not null references kiosks,
    lookup_id text not null unique,
    reference_tag text not null,
    authority_id text not null,
    service_id text not null,
    service_version integer not null,
    number text not null unique,
    status text not null,
    rev integer not null,
    change bigint not null,
    registered_at bigint not null,
    registered_on date not null,
    answer_by date not null,
    answer_by_estimated boolean not null,
    decided_at bigint,
    needs_attention boolean not null,
    demonstration boolean not null,
    state text not null,
    unique (kiosk_id, change)
  )`,
  `alter table cases alter column state set storage external`,
  `create index cases_by_authority on cases (authority_id, status, answer_by)`,
  `create index cases_by_reference on cases (reference_tag)`,
  `create table registers (
    authority_id text not null,
    year smallint not null,
    last integer not null,
    primary key (authority_id, year)
  )`,
  `create table officials (
    id uuid primary key,
    sign_in_name text not null unique,
    name text not null,
    full_name text not null,
    position text not null,
    role text not null check (role in ('official', 'operator')),
    authority_id text,
    password text not null,
    created_at bigint not null,
    disabled_at bigint,
    check ((role = 'official') = (authority_id is not null))
  )`,
  `create table case_steps (
    case_id uuid not null references cases,
    rev integer not null,
    status text not null,
    at bigint not null,
    official_id uuid not null references officials,
    text text,
    primary key (case_id, rev)
  )`,
  `create table case_views (
    id uuid primary key,
    case_id uuid not null references cases,
    official_id uuid not null references officials,
    at bigint not null
  )`,
  `create index case_views_by_case on case_views (case_id, at)`,
  `create table sign_in_tries (
    name_tag text primary key,
    failed integer not null,
    locked_until bigint not null,
    last_at bigint not null
  )`,
  `create table desk_sessions (
    token_digest text primary key,
    official_id uuid not null references officials,
    created_at bigint not null,
    used_at bigint not null
  )`,
];

export const firstTables = {
  up: async (db: Kysely<unknown>): Promise<void> => {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
