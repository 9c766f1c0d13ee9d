import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { copyDatabase } from '../portal/postgres.ts';
import { ensureTemplate } from '../portal/template-folder.ts';
import { ROOT, startProgram } from './program.ts';

interface Ready {
  readonly ready?: boolean;
  readonly address: string;
  readonly desk: string;
  readonly engine: string;
}

const readReady = (line: string): Ready | undefined => {
  if (!line.startsWith('{"ready":true')) return undefined;
  return JSON.parse(line) as Ready;
};

/** PGlite's second compiler takes longer than it saves in the few minutes that a test's portal lives. */
const NODE_FLAGS = ['--liftoff-only'];

/** The built portal with its demonstration content, until it says that it is ready. */
export const runPortal = (env: Readonly<Record<string, string>>) =>
  startProgram([...NODE_FLAGS, 'out/portal/main.js', '--demo'], env, readReady);

/** Starts the portal once in an empty folder: database, keys, accounts and sample cases. */
export const setUpDemonstration = async (files: string, databaseUrl?: string): Promise<void> => {
  const portal = await runPortal({
    PORTAL_DATA: files,
    PORTAL_PORT: '0',
    ...(databaseUrl !== undefined && { PORTAL_DATABASE_URL: databaseUrl }),
  });
  await portal.stop();
};

/** Another one for each build, and each day: the sample cases tell of days gone by. */
const templateName = (): string => {
  const hash = createHash('sha256').update(readFileSync(join(ROOT, 'out/portal/main.js')));
  return `demonstration-${new Date().toISOString().slice(0, 10)}-${hash.digest('hex').slice(0, 16)}`;
};

const makeEmbedded = async (draft: string): Promise<string> => {
  mkdirSync(draft, { recursive: true });
  await setUpDemonstration(draft);
  return draft;
};

/** A demonstration on PostgreSQL that may be copied: the portal's files, and its database. */
export interface SharedDemonstration {
  readonly files: string;
  readonly databaseUrl: string;
}

const SHARED = 'ASAN_SHARED_DEMONSTRATION';

/** Tells the workers, which inherit the environment. */
export const shareDemonstration = (demonstration: SharedDemonstration): void => {
  process.env[SHARED] = JSON.stringify(demonstration);
};

/**
 * A demonstration of one's own in an empty folder. Answers its database's connection string; undefined
 * for the embedded one, which is taken where it is asked for and where no PostgreSQL is installed.
 */
export const copyDemonstration = async (
  folder: string,
  embedded: boolean,
): Promise<string | undefined> => {
  const shared = process.env[SHARED];
  if (embedded || shared === undefined) {
    cpSync(await ensureTemplate(templateName(), makeEmbedded), folder, { recursive: true });
    return undefined;
  }
  const { files, databaseUrl } = JSON.parse(shared) as SharedDemonstration;
  cpSync(files, folder, { recursive: true });
  return copyDatabase(databaseUrl);
};
