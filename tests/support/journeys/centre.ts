import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { makeTemporaryFolder } from '../portal/temporary-folder.ts';
import { layCable } from './cable.ts';
import type { Cable } from './cable.ts';
import { startKioskProgram, writeKioskFile } from './kiosk-program.ts';
import type { KioskProgram } from './kiosk-program.ts';
import { startPortalProgram } from './portal-program.ts';
import type { PortalProgram } from './portal-program.ts';

/** A service centre with one kiosk, the portal, and the cable between them, as real processes. */
export interface Centre {
  readonly cable: Cable;
  readonly kioskData: string;
  kiosk(): KioskProgram;
  portal(): PortalProgram;
  /** On the data that are there; the page must be opened anew. */
  startKiosk(): Promise<KioskProgram>;
  startPortal(): Promise<PortalProgram>;
  close(): Promise<void>;
}

/** Waits until the kiosk has enrolled: before that it can keep nothing. */
const untilEnrolled = async (kiosk: KioskProgram): Promise<void> => {
  for (let tries = 0; tries < 300; tries += 1) {
    if (kiosk.lines.some((line) => line.includes('"event":"sync.enrolled"'))) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`the kiosk did not enrol:\n${kiosk.lines.slice(-20).join('\n')}`);
};

export const openCentre = async (
  settings: {
    /** True: the portal's database is the embedded one, also where PostgreSQL is installed. */
    readonly embedded?: boolean;
    /** More keys of kiosk.json. */
    readonly kiosk?: Readonly<Record<string, unknown>>;
    /** More of the portal's environment. */
    readonly portalEnv?: Readonly<Record<string, string>>;
  } = {},
): Promise<Centre> => {
  const folder = await makeTemporaryFolder('asan-journey');
  const portalFolder = join(folder.path, 'portal');
  await mkdir(portalFolder, { recursive: true });
  const { embedded, portalEnv: env } = settings;
  let portal = await startPortalProgram({ folder: portalFolder, embedded, env });
  const cable = await layCable(portal.address);
  const kioskData = join(folder.path, 'kiosk');
  const config = writeKioskFile(kioskData, cable.url, portal.enrolment, settings.kiosk);
  let kiosk = await startKioskProgram(config, kioskData);
  await untilEnrolled(kiosk);
  return {
    cable,
    kioskData,
    kiosk: () => kiosk,
    portal: () => portal,
    startKiosk: async () => (kiosk = await startKioskProgram(config, kioskData)),
    startPortal: async () => {
      const { databaseUrl } = portal;
      portal = await startPortalProgram({ folder: portalFolder, databaseUrl, env });
      cable.plugInto(portal.address);
      return portal;
    },
    close: async () => {
      await kiosk.stop();
      await cable.close();
      await portal.stop();
      await folder.remove();
    },
  };
};
