import { sql, type Kysely } from 'kysely';

/** Appeals on the same matter, the idea bank with its supports, and ratings that name nobody. */
const STATEMENTS = [
  `create table appeal_matters (
    case_id uuid primary key references cases,
    authority_id text not null,
    direction text not null,
    person_tag text,
    earlier_tag text
  )`,
  `create index appeal_matters_by_person on appeal_matters (person_tag, authority_id, direction)`,
  `create index appeal_matters_by_earlier on appeal_matters (earlier_tag)`,
  `create table ideas (
    id uuid primary key references cases,
    authority_id text not null,
    direction text not null,
    language text not null,
    title text not null,
    problem text not null,
    proposal text not null,
    published_on date not null,
    withdrawn_on date,
    supports integer not null
  )`,
  `create index ideas_by_authority on ideas (authority_id, published_on)`,
  `create table idea_supports (
    idea_id uuid not null references ideas,
    once_tag text not null,
    primary key (idea_id, once_tag)
  )`,
  `create table feedback (
    id uuid primary key,
    authority_id text not null,
    about text not null,
    rating smallint not null,
    reasons text not null,
    text text,
    language text not null,
    day date not null,
    demonstration boolean not null
  )`,
  `create index feedback_by_authority on feedback (authority_id, day)`,
];

export const appealsIdeas = {
  up: async (db: Kysely<unknown>): Promise<void> => {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
