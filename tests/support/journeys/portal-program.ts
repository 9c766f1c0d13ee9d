import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureTemplate } from '../portal/template-folder.ts';
import { ROOT, startProgram } from './program.ts';
import type { Program } from './program.ts';

export interface DeskAccount {
  readonly name: string;
  readonly password: string;
  readonly fullName: string;
  readonly authorityId?: string;
}

export interface Enrolment {
  readonly portalUrl: string;
  readonly keyThumbprint: string;
  readonly enrolmentCode?: string;
}

export interface PortalProgram extends Program {
  readonly address: string;
  readonly desk: string;
  readonly engine: string;
  readonly enrolment: Enrolment;
  /** The official of Masallı, and another one there: a second pair of eyes. */
  readonly official: DeskAccount;
  readonly colleague: DeskAccount;
  /** Looks after the kiosks, and sees no case. */
  readonly operator: DeskAccount;
}

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

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

/**
 * PGlite's second compiler takes longer than it saves in the few minutes that a test's portal lives.
 */
const NODE_FLAGS = ['--liftoff-only'];

const run = (env: Readonly<Record<string, string>>) =>
  startProgram([...NODE_FLAGS, 'out/portal/main.js', '--demo'], env, readReady);

/** Another one for each build, and each day: the sample cases tell of days gone by. */
const templateName = (): string => {
  const hash = createHash('sha256').update(readFileSync(join(ROOT, 'out/portal/main.js')));
  return `demonstration-${new Date().toISOString().slice(0, 10)}-${hash.digest('hex').slice(0, 16)}`;
};

/** Starts the portal once in an empty folder: database, keys, accounts and sample cases. */
const setUpOnce = async (draft: string): Promise<string> => {
  mkdirSync(draft, { recursive: true });
  const portal = await run({ PORTAL_DATA: draft, PORTAL_PORT: '0' });
  await portal.stop();
  return draft;
};

/** The built portal as a process of its own, with demonstration content, on PGlite or PostgreSQL. */
export const startPortalProgram = async (settings: {
  readonly folder: string;
  readonly databaseUrl?: string | undefined;
  /** 0, or left out: any free one. */
  readonly port?: number;
  /** More of the portal's environment. */
  readonly env?: Readonly<Record<string, string>> | undefined;
}): Promise<PortalProgram> => {
  const isNew = !existsSync(join(settings.folder, 'database'));
  if (settings.databaseUrl === undefined && isNew)
    cpSync(await ensureTemplate(templateName(), setUpOnce), settings.folder, { recursive: true });
  const env = {
    PORTAL_DATA: settings.folder,
    PORTAL_PORT: String(settings.port ?? 0),
    ...settings.env,
    ...(settings.databaseUrl && { PORTAL_DATABASE_URL: settings.databaseUrl }),
  };
  const program = await run(env);
  const accounts = readJson(join(settings.folder, 'demo-accounts.json')) as DeskAccount[];
  const [official, colleague] = accounts.filter(({ authorityId }) => authorityId === 'az-mas');
  if (official === undefined || colleague === undefined)
    throw new Error('the demonstration has no two officials in Masallı');
  const operator = accounts.find(({ authorityId }) => authorityId === undefined);
  if (operator === undefined) throw new Error('the demonstration has no operator');
  const enrolment = readJson(join(settings.folder, 'demo-enrolment.json')) as Enrolment;
  return { ...program, ...program.found, enrolment, official, colleague, operator };
};
