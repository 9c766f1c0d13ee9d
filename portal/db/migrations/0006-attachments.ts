import { sql, type Kysely } from 'kysely';

const STATEMENTS = [
  `create table attachments (
    file_id uuid primary key,
    submission_id uuid not null references submissions,
    media_type text not null,
    bytes bigint not null,
    count integer not null,
    hash_tag text not null,
    state text not null,
    received_at bigint not null
  )`,
  `create index attachments_by_submission on attachments (submission_id)`,
  `create table attachment_parts (
    id uuid primary key,
    file_id uuid not null references attachments,
    index integer not null,
    sealed text not null,
    unique (file_id, index)
  )`,
  // Already encrypted, so it does not compress: keep it out of the row and leave it as it is.
  `alter table attachment_parts alter column sealed set storage external`,
];

/** Papers of submissions, sealed part by part as they came. */
export const attachments = {
  up: async (db: Kysely<unknown>): Promise<void> => {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
