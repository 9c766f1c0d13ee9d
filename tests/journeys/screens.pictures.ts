import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Language } from '../../contract/languages.ts';
import { visitEveryScreen } from '../support/journeys/every-screen.ts';
import { createKioskScreen } from '../support/journeys/kiosk-screen.ts';
import type { KioskScreen } from '../support/journeys/kiosk-screen.ts';
import { signInAtDesk } from '../support/journeys/one-application.ts';
import { ROOT } from '../support/journeys/program.ts';
import { test } from '../support/journeys/test.ts';

const FOLDER = join(ROOT, 'screenshots');

const picture = async (page: Page, ...path: string[]): Promise<void> => {
  await page.screenshot({
    path: `${join(FOLDER, ...path)}.png`,
    animations: 'disabled',
    caret: 'hide',
  });
};

interface Look {
  readonly name: string;
  readonly language: Language;
  readonly adjust?: (citizen: KioskScreen) => Promise<void>;
}

const largest = async (citizen: KioskScreen): Promise<void> => {
  for (let step = 0; step < 3; step += 1) await citizen.tap(citizen.words('frame.larger'));
};
const theme = (name: 'dark' | 'contrast') => async (citizen: KioskScreen) => {
  const { words } = citizen;
  await citizen.tap(words('frame.display'));
  await citizen.page.locator(`label:has(input[value="${name}"])`).tap();
  await citizen.tap(words('page.done'));
};

const LOOKS: readonly Look[] = [
  { name: 'az', language: 'az' },
  { name: 'ru', language: 'ru' },
  { name: 'en', language: 'en' },
  { name: 'az-200-percent', language: 'az', adjust: largest },
  { name: 'az-dark', language: 'az', adjust: theme('dark') },
  { name: 'az-contrast', language: 'az', adjust: theme('contrast') },
];

for (const { name, language, adjust } of LOOKS)
  test(`every screen: ${name}`, async ({ page, sharedCentre }, { project }) => {
    const citizen = createKioskScreen(page, language);
    await citizen.open(sharedCentre.kiosk().address);
    let number = 0;
    await visitEveryScreen(
      citizen,
      async (screen) => {
        number += 1;
        const order = String(number).padStart(2, '0');
        await picture(page, project.name, name, `${order}-${screen}`);
      },
      async () => adjust?.(citizen),
    );
  });

test('the idle warning and the strip that says "offline"', async ({ page, sharedCentre }, {
  project,
}) => {
  const citizen = createKioskScreen(page, 'az');
  await page.clock.install();
  await citizen.open(sharedCentre.kiosk().address);
  sharedCentre.cable.cut();
  await citizen.begin();
  await page.getByText(citizen.words('strips.offline')).waitFor({ timeout: 60_000 });
  await picture(page, project.name, 'az', '90-offline');
  sharedCentre.cable.mend();
  await page.clock.runFor(70_000);
  await page.getByRole('dialog').waitFor();
  await picture(page, project.name, 'az', '91-idle-warning');
});

test('the desk', async ({ browser, sharedCentre }, { project }) => {
  test.skip(project.name !== 'landscape', 'officials have one size of screen');
  const context = await browser.newContext({ viewport: { width: 1440, height: 1000 } });
  const page = await context.newPage();
  await page.goto(sharedCentre.portal().desk);
  await page.locator('#sign-in-name').waitFor();
  await picture(page, 'desk', '01-sign-in');
  const desk = await signInAtDesk(browser, sharedCentre, page);
  await picture(page, 'desk', '02-applications');
  await page.locator('tbody th a').first().click();
  await page.locator('h2').first().waitFor();
  await picture(page, 'desk', '03-application');
  await desk.consider();
  await picture(page, 'desk', '04-considering');
});
