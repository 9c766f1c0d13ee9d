import { expect, test as base } from '@playwright/test';
import type { Page, TestInfo } from '@playwright/test';
import { openCentre } from './centre.ts';
import type { Centre } from './centre.ts';
import { createKioskScreen } from './kiosk-screen.ts';
import type { KioskScreen } from './kiosk-screen.ts';
import { SCREEN_SIZES } from './screen-sizes.ts';

/** What the browser complained about: bugs in the page, and what its content policy forbade. */
const collectComplaints = (page: Page): string[] => {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    // Refusals of the host are answers that the page deals with; Chromium notes each of them.
    const refusal = message.text().startsWith('Failed to load resource');
    if (message.type() === 'error' && !refusal) complaints.push(message.text());
  });
  return complaints;
};

/** What kiosk and portal said meanwhile, beside the picture of the failure. */
const attachLogs = async (centre: Centre, testInfo: TestInfo): Promise<void> => {
  for (const [name, { lines }] of [
    ['kiosk.log', centre.kiosk()],
    ['portal.log', centre.portal()],
  ] as const)
    await testInfo.attach(name, { body: lines.slice(-200).join('\n'), contentType: 'text/plain' });
};

/**
 * `sharedCentre` serves all journeys of a worker, one citizen after the other, as a real kiosk does;
 * `ownCentre` is for those that kill a part of it. `citizen` stands before the shared one, in
 * Azerbaijani; at the end the browser must have had nothing to complain about.
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
  citizen: async ({ page, sharedCentre }, use, testInfo) => {
    const complaints = collectComplaints(page);
    sharedCentre.cable.mend();
    const screen = createKioskScreen(page, 'az');
    await screen.open(sharedCentre.kiosk().address);
    await use(screen);
    if (testInfo.status !== testInfo.expectedStatus) await attachLogs(sharedCentre, testInfo);
    expect(complaints).toEqual([]);
  },
});
export { expect };

/** Declares tests that depend on the room of a screen: they run on each size. */
export const onEverySize = (declare: () => void): void => {
  for (const [size, viewport] of Object.entries(SCREEN_SIZES))
    test.describe(size, () => {
      test.use({ viewport });
      declare();
    });
};
