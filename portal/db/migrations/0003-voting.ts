import { sql, type Kysely } from 'kysely';

/**
 * Surveys are public. Of the three roles none can be joined with another: what registrar and ballot
 * box have in common names surveys and keys, never a person, a kiosk, a ballot or a moment.
 */
const STATEMENTS = [
  `create table surveys (
    id text primary key,
    rev integer not null,
    opens bigint not null,
    closes bigint not null,
    grace_until bigint not null,
    ballots_until bigint not null,
    manifest text not null,
    signed text not null,
    final boolean not null
  )`,
  `create table registrar_keys (
    survey_id text not null references surveys,
    class text not null check (class in ('verified', 'declared')),
    kid text not null unique,
    secret text not null,
    primary key (survey_id, class)
  )`,
  `create table registrar_issuances (
    survey_id text not null references surveys,
    person text not null,
    class text not null check (class in ('verified', 'declared')),
    channel text not null check (channel in ('kiosk', 'online')),
    blinded text not null,
    primary key (survey_id, person)
  )`,
  `create table ballot_box_keys (
    survey_id text primary key references surveys,
    secret text not null
  )`,
  // No moment, no origin, no running number: the key is a hash, and so is the order of reading.
  `create table ballot_box_ballots (
    token text primary key,
    survey_id text not null references surveys,
    kid text not null,
    rnd text not null,
    sealed text not null,
    sig text not null
  )`,
  `create index ballots_by_survey on ballot_box_ballots (survey_id)`,
  `create table board_steps (
    survey_id text not null references surveys,
    step integer not null,
    final boolean not null,
    board text not null,
    signed text not null,
    trackers text not null,
    primary key (survey_id, step)
  )`,
];

export const voting = {
  up: async (db: Kysely<unknown>): Promise<void> => {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
