import { createHash } from 'node:crypto';
import { cpSync, readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { migrateToLatest } from '../../../portal/db/migrate.ts';
import { openPglite } from '../../../portal/db/open-database.ts';
import { ensureTemplate, ROOT } from './template-folder.ts';

const TABLES = join(ROOT, 'portal', 'db');

/** Another name for each version of PGlite and of the tables. */
const templateName = async (): Promise<string> => {
  const hash = createHash('sha256');
  hash.update(readFileSync(join(ROOT, 'node_modules/@electric-sql/pglite/package.json')));
  hash.update(readFileSync(join(TABLES, 'migrate.ts')));
  for (const name of (await readdir(join(TABLES, 'migrations'))).sort())
    hash.update(readFileSync(join(TABLES, 'migrations', name)));
  return `pglite-${hash.digest('hex').slice(0, 16)}`;
};

const makeDatabase = async (draft: string): Promise<string> => {
  const database = await openPglite(draft, () => undefined);
  await migrateToLatest(database.db);
  await database.close();
  return join(draft, 'database');
};

/**
 * Puts an embedded database without content, with all tables, where a portal with this data folder
 * will find it. That an empty folder becomes one is tested with the portal's start.
 */
export const prepareEmbeddedDatabase = async (dataFolder: string): Promise<void> => {
  const template = await ensureTemplate(await templateName(), makeDatabase);
  cpSync(template, join(dataFolder, 'database'), { recursive: true });
};
