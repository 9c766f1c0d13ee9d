import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createPortal, type Portal, type PortalOptions } from '../../../portal/create-portal.ts';
import { createEnrolment } from '../../../portal/kiosks/enrolment.ts';
import { addOfficial } from '../../../portal/officials/officials.ts';
import type { PortalLog } from '../../../portal/ports.ts';
import { prepareEmbeddedDatabase } from './pglite-template.ts';
import { makeTemporaryFolder } from './temporary-folder.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
export const PACKS_FOLDER = join(ROOT, 'resources', 'packs');

/** A clock that stands still until it is moved; starts at the real time. */
export interface MovableClock {
  now(): number;
  advance(milliseconds: number): void;
  set(moment: number): void;
}

export const createMovableClock = (start = Date.now()): MovableClock => {
  let now = start;
  return {
    now: () => now,
    advance: (milliseconds) => {
      now += milliseconds;
    },
    set: (moment) => {
      now = moment;
    },
  };
};

export interface DeskCredentials {
  readonly name: string;
  readonly password: string;
}

export interface TestPortal {
  readonly portal: Portal;
  readonly url: string;
  readonly keyThumbprint: string;
  /** A fresh one-time code, for one kiosk; `newEnrolmentCode` makes more. */
  readonly enrolmentCode: string;
  newEnrolmentCode(kioskName?: string): Promise<string>;
  /** Who can sign in at the desk. Authorities: az-mas (Masallı) and az-qba (Quba). */
  readonly desk: {
    readonly masalli: DeskCredentials;
    readonly masalliColleague: DeskCredentials;
    readonly quba: DeskCredentials;
    readonly operator: DeskCredentials;
  };
  readonly dataFolder: string;
  /** Closes the server and its database; the data stay for another portal on the same folder. */
  close(): Promise<void>;
  /** Closes and removes everything. */
  dispose(): Promise<void>;
}

export interface TestPortalOptions extends Partial<PortalOptions> {
  /** 0 takes a free one. */
  readonly port?: number;
  /** False: no officials are added. */
  readonly withPeople?: boolean;
}

const credentials = (name: string): DeskCredentials => ({ name, password: `${name}-password-1` });

const DESK = {
  masalli: credentials('masalli'),
  masalliColleague: credentials('masalli.2'),
  quba: credentials('quba'),
  operator: credentials('operator'),
} as const;

const addPeople = async (portal: Portal): Promise<void> => {
  const known = await portal.context.db.selectFrom('officials').select('id').executeTakeFirst();
  if (known !== undefined) return; // another portal on the same data
  const official = (who: DeskCredentials, fullName: string, authorityId: string) =>
    addOfficial(portal.context, {
      ...who,
      fullName,
      authorityId,
      position: 'Şöbə müdiri',
      role: 'official',
    });
  await official(DESK.masalli, 'Aygün Məmmədova', 'az-mas');
  await official(DESK.masalliColleague, 'Elçin Hüseynov', 'az-mas');
  await official(DESK.quba, 'Rəşad Quliyev', 'az-qba');
  await addOfficial(portal.context, {
    ...DESK.operator,
    fullName: 'Nigar Abbasova',
    position: 'Texniki dəstək',
    role: 'operator',
  });
};

/** Tests enrol more kiosks in a second than an installer does in a year. */
const GENEROUS = { burst: 10_000, refillMs: 1 };

const silentLog: PortalLog = {
  info: () => undefined,
  warn: () => undefined,
  error: (event, details) => console.error(event, details),
};

const makeDataFolder = async (options: TestPortalOptions) => {
  if (options.dataFolder !== undefined) {
    await mkdir(options.dataFolder, { recursive: true });
    return { path: options.dataFolder, remove: () => Promise.resolve() };
  }
  return makeTemporaryFolder('asan-portal');
};

/**
 * A whole portal on a free port, with officials and an enrolment code: on PGlite in a temporary
 * folder, or on the PostgreSQL of `databaseUrl`. Give `dataFolder` to restart one on its data.
 */
export const startTestPortal = async (options: TestPortalOptions = {}): Promise<TestPortal> => {
  const folder = await makeDataFolder(options);
  if (options.databaseUrl === undefined && !existsSync(join(folder.path, 'database')))
    await prepareEmbeddedDatabase(folder.path);
  const portal = await createPortal({
    packsFolder: PACKS_FOLDER,
    demonstration: true,
    limits: { enrolments: GENEROUS, lookups: GENEROUS, signIns: GENEROUS },
    ...options,
    dataFolder: folder.path,
    ports: { log: silentLog, ...options.ports },
  });
  if (options.withPeople !== false) await addPeople(portal);
  const url = await portal.listen(options.port ?? 0);
  const newEnrolmentCode = async (kioskName = 'Test köşkü'): Promise<string> =>
    (await createEnrolment(portal.context, kioskName)).code;
  return {
    portal,
    url,
    keyThumbprint: portal.keyThumbprint,
    enrolmentCode: await newEnrolmentCode(),
    newEnrolmentCode,
    desk: DESK,
    dataFolder: folder.path,
    close: () => portal.close(),
    dispose: async () => {
      await portal.close();
      await folder.remove();
    },
  };
};
