import { test as base } from '@playwright/test';
import { openCentre } from './centre.ts';
import type { Centre } from './centre.ts';
import { createKioskScreen } from './kiosk-screen.ts';
import type { KioskScreen } from './kiosk-screen.ts';

/**
 * `sharedCentre` serves all journeys of a worker, one citizen after the other, as a real kiosk does;
 * `ownCentre` is for those that kill a part of it. `citizen` stands before the shared one, in Azerbaijani.
 */
export const test = base.extend<
  { ownCentre: Centre; citizen: KioskScreen },
  { sharedCentre: Centre }
>({
  sharedCentre: [
    async ({}, use) => {
      const centre = await openCentre();
      await use(centre);
      await centre.close();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  ownCentre: async ({}, use) => {
    const centre = await openCentre();
    await use(centre);
    await centre.close();
  },
  citizen: async ({ page, sharedCentre }, use) => {
    sharedCentre.cable.mend();
    const screen = createKioskScreen(page, 'az');
    await screen.open(sharedCentre.kiosk().address);
    await use(screen);
  },
});
export { expect } from '@playwright/test';
