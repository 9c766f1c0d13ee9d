import { sql, type RawBuilder } from 'kysely';
import type { Db, Tx } from '../context.ts';
import { inTransaction } from '../db/transactions.ts';
import { isErrorCode } from '../failure.ts';

interface MixedTable {
  readonly name: string;
  /** What is mixed together, as text. */
  readonly part: RawBuilder<string>;
}

/**
 * Tables whose rows lead to nobody by what stands in them, and those of the registrar, which lead to
 * a person that only it can name. Each row also bears the number of the transaction that wrote it
 * (`xmin`), and its place in the file: the same number stands in the notes, cases and batches that
 * came with it, which name kiosk and moment. No row of these is ever pointed at by another table.
 */
const TABLES: readonly MixedTable[] = [
  { name: 'ballot_box_ballots', part: sql`survey_id` },
  { name: 'registrar_issuances', part: sql`survey_id` },
  { name: 'survey_comments', part: sql`survey_id` },
  { name: 'idea_supports', part: sql`idea_id::text` },
  { name: 'feedback', part: sql`''` },
];

/** Parts in which some row was not written by the last mixing. */
const unmixedParts = async (
  db: Db | Tx,
  { name, part }: MixedTable,
): Promise<readonly string[]> => {
  const { rows } = await sql<{ part: string }>`
    select distinct found.part
    from (select ${part} as part, xmin::text as xid from ${sql.table(name)}) as found
    left join mixed_rows on mixed_rows.table_name = ${name} and mixed_rows.part = found.part
    where mixed_rows.xid is distinct from found.xid`.execute(db);
  return rows.map((row) => row.part);
};

/** Writes all rows of a part anew, in an order that chance makes: they get one number and new places. */
const mixPart = async (tx: Tx, { name, part }: MixedTable, value: string): Promise<void> => {
  await sql`
    with taken as (delete from ${sql.table(name)} where ${part} = ${value} returning *)
    insert into ${sql.table(name)} select * from taken order by gen_random_uuid()`.execute(tx);
  await sql`
    insert into mixed_rows (table_name, part, xid)
    values (${name}, ${value}, pg_current_xact_id()::xid::text)
    on conflict (table_name, part) do update set xid = excluded.xid`.execute(tx);
};

/** Milliseconds for which a mixing waits for those who are writing; the next one tries again. */
const MOST_WAIT = 5_000;
/** Milliseconds for a part: a hundred thousand ballots take some seconds. */
const MOST_WORK = 300_000;

/**
 * Mixes one table in a transaction of its own. Nobody writes to it meanwhile, or what others delete
 * would be written anew; reading goes on. False when there was nothing to mix.
 */
const mixTable = (db: Db, table: MixedTable): Promise<boolean> =>
  inTransaction(db, async (tx) => {
    await sql.raw(`set local lock_timeout = ${MOST_WAIT}`).execute(tx);
    await sql.raw(`set local statement_timeout = ${MOST_WORK}`).execute(tx);
    await sql`lock table ${sql.table(table.name)} in share row exclusive mode`.execute(tx);
    const parts = await unmixedParts(tx, table); // another instance may have been faster
    for (const part of parts) await mixPart(tx, table, part);
    return parts.length > 0;
  });

const LOCK_NOT_AVAILABLE = '55P03';

/**
 * Takes from rows that must lead to nobody what the database itself notes about their arrival, then
 * has it give up the rows as they were. Safe at any time, by any instance, and when it is cut in the
 * middle. Answers the tables that others wrote to for too long: they are for the next time.
 */
export const mixRows = async (db: Db): Promise<readonly string[]> => {
  const busy: string[] = [];
  for (const table of TABLES) {
    if ((await unmixedParts(db, table)).length === 0) continue;
    try {
      if (await mixTable(db, table)) await sql`vacuum ${sql.table(table.name)}`.execute(db);
    } catch (error) {
      if (!isErrorCode(error, LOCK_NOT_AVAILABLE)) throw error;
      busy.push(table.name);
    }
  }
  return busy;
};
