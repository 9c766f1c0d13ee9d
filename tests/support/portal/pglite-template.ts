import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { cp, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { migrateToLatest } from '../../../portal/db/migrate.ts';
import { openPglite } from '../../../portal/db/open-database.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const TABLES = join(ROOT, 'portal', 'db');

/** Another name for each version of PGlite and of the tables: a template is never mended. */
const templateName = async (): Promise<string> => {
  const hash = createHash('sha256');
  hash.update(readFileSync(join(ROOT, 'node_modules/@electric-sql/pglite/package.json')));
  hash.update(readFileSync(join(TABLES, 'migrate.ts')));
  for (const name of (await readdir(join(TABLES, 'migrations'))).sort())
    hash.update(readFileSync(join(TABLES, 'migrations', name)));
  return `pglite-${hash.digest('hex').slice(0, 16)}`;
};

const makeTemplate = async (folder: string): Promise<void> => {
  const database = await openPglite(folder, () => undefined);
  await migrateToLatest(database.db);
  await database.close();
};

const ensureTemplate = async (): Promise<string> => {
  const template = join(ROOT, 'out', 'test-cache', await templateName());
  if (existsSync(template)) return template;
  const draft = `${template}.${process.pid}`;
  await mkdir(dirname(template), { recursive: true });
  await makeTemplate(draft);
  try {
    await rename(join(draft, 'database'), template);
  } catch (error) {
    if (!existsSync(template)) throw error; // else another test process was faster
  }
  await rm(draft, { recursive: true });
  return template;
};

/**
 * Puts an embedded database without content, with all tables, where a portal with this data folder
 * will find it. Making one takes seconds, copying it a tenth. That an empty folder becomes one is
 * tested with the portal's start.
 */
export const prepareEmbeddedDatabase = async (dataFolder: string): Promise<void> => {
  await cp(await ensureTemplate(), join(dataFolder, 'database'), { recursive: true });
};
