import { mkdir } from 'node:fs/promises';
import { PGlite } from '@electric-sql/pglite';
import { createPgConfig } from '@electric-sql/pglite/node-postgres';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { databaseFolder, DurableNodeFS, durableStartParams } from './durable-node-fs.ts';
import { lockFolder } from './folder-lock.ts';
import type { PortalTables } from './schema.ts';

export interface PortalDatabase {
  readonly db: Kysely<PortalTables>;
  readonly engine: 'postgres' | 'pglite';
  close(): Promise<void>;
}

const { INT8, DATE } = pg.types.builtins;

const toSafeInteger = (text: string): number => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError('a bigint column holds an unsafe number');
  return value;
};

/** bigint columns hold milliseconds and counts: numbers. Days stay text. Everything else as pg does it. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) => {
    if (oid === INT8) return toSafeInteger;
    if (oid === DATE) return (text: string) => text;
    return pg.types.getTypeParser(oid, format) as (text: string) => unknown;
  },
};

const kyselyOn = (pool: pg.Pool): Kysely<PortalTables> =>
  new Kysely({ dialect: new PostgresDialect({ pool }) });

/** A lost idle connection is replaced by the next query; without a listener it would end the process. */
const reportLostConnections = (pool: pg.Pool, lost: (error: Error) => void): void => {
  pool.on('error', lost);
};

export const openPostgres = (
  connectionString: string,
  lost: (error: Error) => void,
): PortalDatabase => {
  const pool = new pg.Pool({
    connectionString,
    types,
    max: 10,
    connectionTimeoutMillis: 5_000,
    statement_timeout: 30_000,
    idle_in_transaction_session_timeout: 30_000,
    application_name: 'asan-portal',
  });
  reportLostConnections(pool, lost);
  const db = kyselyOn(pool);
  return {
    db,
    engine: 'postgres',
    close: async () => {
      await db.destroy();
      if (!pool.ended) await pool.end(); // kysely ends a pool only when it has used it
    },
  };
};

/** PGlite speaks to pg's own client, so that both engines give the same types and errors. */
const pgliteDatabase = (pglite: PGlite, lost: (error: Error) => void): PortalDatabase => {
  const pool = new pg.Pool(
    Object.assign(createPgConfig(pglite), { types, max: 1, idleTimeoutMillis: 0 }),
  );
  reportLostConnections(pool, lost);
  const db = kyselyOn(pool);
  return {
    db,
    engine: 'pglite',
    close: async () => {
      await db.destroy();
      if (!pool.ended) await pool.end();
      await pglite.close();
    },
  };
};

/** The embedded PostgreSQL in a folder, one process at a time. Throws when another process has it. */
export const openPglite = async (
  dataFolder: string,
  lost: (error: Error) => void,
): Promise<PortalDatabase> => {
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  const lock = await lockFolder(dataFolder);
  try {
    const pglite = await PGlite.create({
      fs: new DurableNodeFS(databaseFolder(dataFolder)),
      startParams: durableStartParams(PGlite.defaultStartParams),
    });
    const database = pgliteDatabase(pglite, lost);
    return {
      ...database,
      close: async () => {
        await database.close();
        await lock.release();
      },
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
};
