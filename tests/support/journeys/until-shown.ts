import type { Locator } from '@playwright/test';
import type { KioskScreen } from './kiosk-screen.ts';
import { UNTIL_SENT } from './one-application.ts';
import { expect } from './test.ts';

/** Screens show what was published when they open: goes back and in again until it is there. */
export const untilShown = async (
  citizen: KioskScreen,
  shown: Locator,
  enter: () => Promise<void>,
): Promise<void> => {
  await expect(async () => {
    if (await shown.isVisible()) return;
    await citizen.tap(citizen.words('page.back'));
    await enter();
    await expect(shown).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: UNTIL_SENT });
};
