import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Language } from '../../../contract/languages.ts';
import { makeTemporaryFolder } from '../portal/temporary-folder.ts';
import { startKioskProgram, type KioskProgram } from './kiosk-program.ts';
import { createKioskScreen, type KioskScreen } from './kiosk-screen.ts';
import { startPortalProgram } from './portal-program.ts';
import type { Installation } from './setup-hand.ts';

/** A kiosk out of its box beside a portal that waits for it, and the technician before its screen. */
export interface NewKiosk {
  readonly screen: KioskScreen;
  readonly kiosk: KioskProgram;
  readonly installation: Omit<Installation, 'look'>;
  readonly close: () => Promise<void>;
}

export const openNewKiosk = async (page: Page, language: Language = 'az'): Promise<NewKiosk> => {
  const folder = await makeTemporaryFolder('asan-setup');
  const stick = join(folder.path, 'stick');
  const portalFolder = join(folder.path, 'portal');
  await Promise.all([mkdir(stick), mkdir(portalFolder)]);
  const portal = await startPortalProgram({ folder: portalFolder });
  const kiosk = await startKioskProgram(
    join(folder.path, 'nowhere.yaml'),
    join(folder.path, 'kiosk'),
  );
  const screen = createKioskScreen(page, language);
  await screen.open(kiosk.address);
  if (language !== 'az') await page.locator(`button[lang="${language}"]`).tap();
  return {
    screen,
    kiosk,
    installation: {
      portalUrl: portal.address,
      enrolment: portal.enrolment,
      technician: { number: '301', pin: '558207', name: 'Tural Texnikov' },
      stick,
    },
    close: async () => {
      await kiosk.stop();
      await portal.stop();
      await folder.remove();
    },
  };
};
