import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { copyDemonstration, runPortal } from './demonstration.ts';
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
  /** Undefined on PGlite. */
  readonly databaseUrl: string | undefined;
  readonly enrolment: Enrolment;
  /** The official of Masallı, and another one there: a second pair of eyes. */
  readonly official: DeskAccount;
  readonly colleague: DeskAccount;
  /** Looks after the kiosks, and sees no case. */
  readonly operator: DeskAccount;
}

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

/** The built portal as a process of its own, with demonstration content, on PostgreSQL or PGlite. */
export const startPortalProgram = async (settings: {
  readonly folder: string;
  /** What the program said when it was started on this folder before. */
  readonly databaseUrl?: string | undefined;
  /** True: on PGlite, also where PostgreSQL is installed. */
  readonly embedded?: boolean | undefined;
  /** 0, or left out: any free one. */
  readonly port?: number;
  /** More of the portal's environment. */
  readonly env?: Readonly<Record<string, string>> | undefined;
}): Promise<PortalProgram> => {
  const { folder, embedded = false } = settings;
  const isNew = !existsSync(join(folder, 'demo-accounts.json'));
  const databaseUrl = isNew ? await copyDemonstration(folder, embedded) : settings.databaseUrl;
  const program = await runPortal({
    PORTAL_DATA: folder,
    PORTAL_PORT: String(settings.port ?? 0),
    ...settings.env,
    ...(databaseUrl !== undefined && { PORTAL_DATABASE_URL: databaseUrl }),
  });
  const accounts = readJson(join(folder, 'demo-accounts.json')) as DeskAccount[];
  const [official, colleague] = accounts.filter(({ authorityId }) => authorityId === 'az-mas');
  if (official === undefined || colleague === undefined)
    throw new Error('the demonstration has no two officials in Masallı');
  const operator = accounts.find(({ authorityId }) => authorityId === undefined);
  if (operator === undefined) throw new Error('the demonstration has no operator');
  const enrolment = readJson(join(folder, 'demo-enrolment.json')) as Enrolment;
  return { ...program, ...program.found, databaseUrl, enrolment, official, colleague, operator };
};
