import type { Locator, Page } from '@playwright/test';
import { findCrowding } from '../support/journeys/inspect-screen.ts';
import type { KioskScreen } from '../support/journeys/kiosk-screen.ts';
import { createKioskScreen } from '../support/journeys/kiosk-screen.ts';
import { ANSWERS } from '../support/journeys/name-change.ts';
import { applyQuickly, UNTIL_SENT } from '../support/journeys/one-application.ts';
import { SCREEN_SIZES } from '../support/journeys/screen-sizes.ts';
import { expect, test } from '../support/journeys/test.ts';

/** What a person sees of a page without moving it: what lies below the edge of the page is not seen. */
const expectInSight = async (all: Locator): Promise<void> => {
  for (const one of await all.all()) await expect(one).toBeInViewport({ ratio: 0.98 });
};

/** How many rows the things stand in, and how many stand in the last. */
const rowsOf = (all: Locator): Promise<readonly number[]> =>
  all.evaluateAll((elements) => {
    const rows = new Map<number, number>();
    for (const element of elements) {
      const top = Math.round(element.getBoundingClientRect().top);
      rows.set(top, (rows.get(top) ?? 0) + 1);
    }
    return [...rows.values()];
  });

const largest = async (citizen: KioskScreen): Promise<void> => {
  for (let step = 0; step < 3; step += 1) await citizen.tap(citizen.words('frame.larger'));
};

const lightOf = (page: Page, selector: string) =>
  page
    .locator(selector)
    .first()
    .evaluate((element) => {
      const { color, borderTopStyle } = getComputedStyle(element);
      return { color, borderTopStyle };
    });

test.describe('on a small screen', () => {
  test.use({ viewport: SCREEN_SIZES.small });

  for (const language of ['az', 'ru'] as const)
    test(`all tasks, all ways to have a say and the whole receipt are seen at once (${language})`, async ({
      page,
      sharedCentre,
    }) => {
      const citizen = createKioskScreen(page, language);
      const { words } = citizen;
      await citizen.open(sharedCentre.kiosk().address);
      await citizen.begin();
      await expectInSight(page.locator('.tile'));
      expect(await page.locator('.tile').count()).toBe(6);
      await citizen.tap(new RegExp(`^${words('home.haveASay')}`));
      await citizen.expectHeading(words('participation.heading'));
      await expectInSight(page.locator('.tile'));
      expect(await rowsOf(page.locator('.tile'))).toEqual([2, 2]);
      await citizen.tap(words('frame.display'));
      await expect(page.locator('.sizes .choice')).toHaveCount(4);
      expect((await rowsOf(page.locator('.sizes .choice'))).at(-1)).toBeGreaterThan(1);
      await citizen.tap(words('page.done'));
      await citizen.tap(words('frame.startOver'));
      await citizen.leave();
      await applyQuickly(citizen);
      await page
        .getByText(words('delivery.received'), { exact: true })
        .waitFor({ timeout: UNTIL_SENT });
      await citizen.expectHeading(words('done.received'));
      await expectInSight(page.locator('.receipt .code, .receipt svg'));
      await expect(page.locator('.receipt figcaption')).toBeVisible();
      expect(await findCrowding(page)).toEqual([]);
    });

  test('in the largest text what there is to do takes one row', async ({ page, sharedCentre }) => {
    const citizen = createKioskScreen(page, 'ru');
    await citizen.open(sharedCentre.kiosk().address);
    await citizen.begin();
    await largest(citizen);
    await citizen.startNameChange();
    await citizen.fillNameChange(ANSWERS, true);
    await page.locator('.page-actions .button').first().waitFor();
    const tops = await page
      .locator('.page-actions > *')
      .evaluateAll((elements) => elements.map((element) => element.getBoundingClientRect()))
      .then((boxes) => boxes.map(({ top, bottom }) => (top + bottom) / 2));
    expect(Math.max(...tops) - Math.min(...tops)).toBeLessThan(20);
  });

  test('in high contrast what cannot be used now is grey with a broken border', async ({
    page,
    citizen,
  }) => {
    await citizen.begin();
    await citizen.tap(citizen.words('frame.contrast'));
    const usable = await lightOf(page, '.size[aria-disabled="false"]:not([aria-pressed="true"])');
    const unusable = await lightOf(page, '.size[aria-disabled="true"]');
    expect(usable.borderTopStyle).toBe('solid');
    expect(unusable.borderTopStyle).toBe('dashed');
    expect(unusable.color).not.toBe(usable.color);
  });
});

test('upright the tasks fill the screen, and no button of the bar stands alone', async ({
  page,
  citizen,
}) => {
  await citizen.begin();
  const bar = await page.locator('footer.bar').boundingBox();
  const entries = await page.locator('.entries').boundingBox();
  expect(bar?.y ?? 0).toBeLessThan((entries?.y ?? 0) + (entries?.height ?? 0) + 160);
  const rows = await rowsOf(page.locator('footer.bar .button'));
  expect(rows.at(-1)).toBeGreaterThan(1);
});
