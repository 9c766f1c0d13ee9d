import { sql, type Kysely } from 'kysely';

/** Topics, drafts of surveys, what authorities decided, and remarks. Nothing here names a voter or a kiosk. */
const STATEMENTS = [
  `create table topics (
    id uuid primary key,
    authority_id text not null,
    direction text not null,
    text text not null,
    more text,
    approved_at bigint not null,
    approved_by uuid not null references officials,
    survey_id text
  )`,
  `create index topics_by_authority on topics (authority_id, approved_at)`,
  `create table survey_drafts (
    id uuid primary key,
    authority_id text not null,
    topic_id uuid references topics,
    state text not null check (state in ('draft', 'checking', 'opened')),
    rev integer not null,
    content text not null,
    opens bigint not null,
    closes bigint not null,
    grace_days smallint not null,
    author_id uuid not null references officials,
    checker_id uuid references officials,
    changed_at bigint not null,
    remark text,
    survey_id text unique,
    check ((state = 'opened') = (survey_id is not null)),
    check (checker_id is null or checker_id <> author_id)
  )`,
  `create index survey_drafts_by_authority on survey_drafts (authority_id, changed_at)`,
  `create table survey_decisions (
    survey_id text primary key references surveys,
    outcome text not null check (outcome in ('accepted', 'partly', 'not_accepted')),
    text text not null,
    official_id uuid not null references officials,
    at bigint not null
  )`,
  // Neither moment nor kiosk nor the note's own id: nothing that could be laid beside a vote.
  `create table survey_comments (
    id uuid primary key default gen_random_uuid(),
    survey_id text not null references surveys,
    language text not null,
    text text not null
  )`,
  `create index survey_comments_by_survey on survey_comments (survey_id, id)`,
];

export const participation = {
  up: async (db: Kysely<unknown>): Promise<void> => {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
