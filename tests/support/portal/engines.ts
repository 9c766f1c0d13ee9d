import { afterAll, beforeAll, describe } from 'vitest';
import { findPostgres, startPostgres, type TestPostgres } from './postgres.ts';

export interface Engine {
  readonly name: 'pglite' | 'postgres';
  /** A connection string for a new, empty PostgreSQL database; undefined for PGlite. */
  newDatabase(): Promise<string | undefined>;
}

const POSTGRES_MISSING = findPostgres() === undefined;

const withPostgres = (name: string, suite: (engine: Engine) => void): void => {
  describe.skipIf(POSTGRES_MISSING)(
    `${name} (PostgreSQL${POSTGRES_MISSING ? ' is not installed' : ''})`,
    () => {
      let cluster: TestPostgres | undefined;
      beforeAll(async () => {
        cluster = await startPostgres();
      }, 60_000);
      afterAll(async () => {
        await cluster?.stop();
      });
      suite({
        name: 'postgres',
        newDatabase: async () => {
          if (cluster === undefined) throw new Error('PostgreSQL is not running');
          return cluster.createDatabase();
        },
      });
    },
  );
};

/** Runs the same suite on both engines; on a machine without PostgreSQL that half is shown as skipped. */
export const describeOnEachEngine = (name: string, suite: (engine: Engine) => void): void => {
  describe(`${name} (PGlite)`, () => {
    suite({ name: 'pglite', newDatabase: () => Promise.resolve(undefined) });
  });
  withPostgres(name, suite);
};
