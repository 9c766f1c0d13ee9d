import type { Page } from '@playwright/test';
import { findBarriers, findCrowding } from '../support/journeys/inspect-screen.ts';
import { signInAtDesk, UNTIL_SENT } from '../support/journeys/one-application.ts';
import { chooseWhom, sayWhoAndWhat } from '../support/journeys/reception-walk.ts';
import { SCREEN_SIZES } from '../support/journeys/screen-sizes.ts';
import { expect, test } from '../support/journeys/test.ts';
import { deskWords } from '../support/journeys/words.ts';

const inspect = async (page: Page, name: string): Promise<readonly string[]> =>
  [...(await findBarriers(page)), ...(await findCrowding(page))].map(
    (fault) => `${name}: ${fault}`,
  );

const OFFICIAL = { official: 'az-mas-economy', topic: 'roads' };

/** CSS pixels of a module that the camera of a phone still tells from its neighbour. */
const LEAST_MODULE = 4;

/** On the smallest screen the whole code is in sight at once, and large enough for a camera. */
const calendarCodeFaults = async (page: Page): Promise<readonly string[]> => {
  const before = page.viewportSize() ?? SCREEN_SIZES.portrait;
  await page.setViewportSize(SCREEN_SIZES.small);
  const code = page.locator('svg.qr');
  await expect(code).toBeInViewport({ ratio: 0.98 });
  const module = await code.evaluate(
    (svg: SVGSVGElement) => svg.getBoundingClientRect().width / svg.viewBox.baseVal.width,
  );
  const ways = await page.locator('.page-actions > .button').count();
  await page.setViewportSize(before);
  return [
    ...(module < LEAST_MODULE ? [`a module of the calendar code has ${module} px`] : []),
    ...(ways === 1 ? [] : [`${ways} buttons lead back`]),
  ];
};

test('a time is certain without a network, the desk moves it, and the kiosk shows the new one', async ({
  browser,
  citizen,
  sharedCentre: centre,
}) => {
  const { page, words } = citizen;
  const faults: string[] = [];
  await citizen.begin();
  // The leases are there before the network goes.
  await chooseWhom(citizen, OFFICIAL);
  await expect(async () => {
    if ((await page.locator('button.time.firm').count()) === 0) {
      await citizen.tap(words('page.back'));
      await citizen.goOn();
    }
    await expect(page.locator('button.time.firm').first()).toBeVisible({ timeout: 1_000 });
  }).toPass();
  centre.cable.cut();
  const firm = page.locator('button.time.firm').first();
  await firm.tap();
  await expect(firm).toHaveAttribute('aria-pressed', 'true');
  faults.push(...(await inspect(page, 'times')));
  await citizen.goOn();
  await sayWhoAndWhat(citizen);
  await expect(page.getByText(words('receptions.certainHeading'))).toBeVisible();
  await expect(page.getByText('Rəşad Quliyev (nümunə)').first()).toBeVisible();
  faults.push(...(await inspect(page, 'receipt')));
  const { reference, code } = await citizen.readReceipt();

  centre.cable.mend();
  const delivery = page.locator('.registration dd').first();
  await expect(delivery).toHaveText(/^MAS-/, { timeout: UNTIL_SENT });
  const number = (await delivery.textContent())?.trim() ?? '';

  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const deskPage = await context.newPage();
  const desk = await signInAtDesk(browser, centre, deskPage);
  const say = deskWords('az');
  const sections = deskPage.getByRole('navigation', { name: say('desk.sections') });
  await sections.getByRole('link', { name: say('receptions.title') }).click();
  await expect(deskPage.getByRole('heading', { name: say('receptions.heading') })).toBeVisible();
  await deskPage.locator('#official').selectOption('az-mas-economy');
  await expect(deskPage.locator('section.day').first()).toBeVisible();
  faults.push(...(await findBarriers(deskPage)).map((fault) => `desk calendar: ${fault}`));
  await sections.getByRole('link', { name: say('desk.applications') }).click();
  await desk.openCase(number);
  await deskPage.getByRole('button', { name: say('receptions.case.move') }).click();
  const choice = deskPage.locator('#reception-slot');
  await choice.selectOption({ index: 2 });
  const moment = ((await choice.locator('option:checked').textContent()) ?? '').split('·')[0] ?? '';
  await deskPage.locator('#reception-text').fill('Müşavirə ilə bağlı');
  faults.push(...(await findBarriers(deskPage)).map((fault) => `desk case: ${fault}`));
  await deskPage.getByRole('button', { name: say('receptions.case.send'), exact: true }).click();
  await expect(deskPage.getByText(say('done.scheduled'))).toBeVisible();
  await context.close();

  await citizen.tap(words('done.more'));
  await citizen.openCase(reference, code);
  await expect(page.getByText(words('receptions.yours'))).toBeVisible();
  await expect(page.locator('dl.facts').first()).toContainText(moment.trim());
  await expect(page.getByText('Müşavirə ilə bağlı')).toBeVisible();
  faults.push(...(await inspect(page, 'case')));
  await citizen.tap(words('receptions.calendar'));
  await citizen.expectHeading(words('receptions.calendarHeading'));
  await expect(page.getByRole('img', { name: words('receptions.calendarCode') })).toBeVisible();
  faults.push(...(await inspect(page, 'calendar')));
  faults.push(...(await calendarCodeFaults(page)));
  expect(faults).toEqual([]);
});
