import { sql, type Kysely } from 'kysely';

/** Messages in cases, whose they are, who opened them, and what handling them needs. */
const STATEMENTS = [
  // A step may be the citizen's own: then there is no official.
  `alter table case_steps alter column official_id drop not null`,
  `alter table case_steps add column until date`,
  `alter table case_steps add column authority_id text`,
  `alter table cases add column unanswered integer not null default 0`,
  `alter table cases add column waits_for_citizen boolean not null default false`,
  `alter table cases add column added_days smallint not null default 0`,
  `alter table cases add column extended boolean not null default false`,
  `create table case_messages (
    id uuid primary key,
    case_id uuid not null references cases,
    act text not null,
    at bigint not null,
    official_id uuid references officials,
    kiosk_id uuid references kiosks,
    text text not null,
    digest text
  )`,
  `create index case_messages_by_case on case_messages (case_id, at)`,
  `create table case_people (
    person_tag text not null,
    case_id uuid not null references cases,
    level text not null,
    primary key (person_tag, case_id)
  )`,
  `create table people (
    person_tag text primary key,
    last_seen_at bigint not null
  )`,
  `create table case_openings (
    id uuid primary key,
    case_id uuid not null references cases,
    kiosk_id uuid not null references kiosks,
    at bigint not null
  )`,
  `create index case_openings_by_case on case_openings (case_id, at)`,
  `create table sign_in_uses (
    token_digest text primary key,
    kiosk_id uuid not null references kiosks,
    expires_at bigint not null
  )`,
  `create table lookup_misses (
    kiosk_id uuid primary key references kiosks,
    misses integer not null,
    locked_until bigint not null,
    last_at bigint not null
  )`,
  `create table template_answers (
    id uuid primary key,
    authority_id text not null,
    title text not null,
    text_az text not null,
    text_ru text not null,
    text_en text not null,
    updated_at bigint not null
  )`,
  `create index template_answers_by_authority on template_answers (authority_id, title)`,
];

export const messagesAndPeople = {
  up: async (db: Kysely<unknown>): Promise<void> => {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
