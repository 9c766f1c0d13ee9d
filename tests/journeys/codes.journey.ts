import { createKioskScreen, type KioskScreen } from '../support/journeys/kiosk-screen.ts';
import { applyBehindTheScreen } from '../support/journeys/quick-case.ts';
import { SCREEN_SIZES } from '../support/journeys/screen-sizes.ts';
import { expect, test } from '../support/journeys/test.ts';

/** Only the keys that the keyboard opens with: no other page, no other script, no shift. */
const typeCode = async (citizen: KioskScreen, field: string, code: string): Promise<void> => {
  await citizen.page.locator(field).tap();
  await citizen.page.locator('[data-osk]').waitFor();
  for (const sign of code) await citizen.hand.tapKey(sign);
  await expect(citizen.page.locator(field)).toHaveValue(code);
  await citizen.page.locator(field).scrollIntoViewIfNeeded();
  await expect(citizen.page.locator(field)).toBeInViewport({ ratio: 1 });
};

/** All signs of a code of a vote. */
const TRACKER = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Each language once, each size once: the keys are the same in all. */
const PLACES = { portrait: 'az', landscape: 'en', small: 'ru' } as const;

for (const [size, language] of Object.entries(PLACES))
  test.describe(size, () => {
    test.use({ viewport: SCREEN_SIZES[size as keyof typeof PLACES] });

    test(`a citizen types the codes of a receipt and a vote by touch alone (${language})`, async ({
      page,
      sharedCentre,
    }) => {
      const citizen = createKioskScreen(page, language);
      const { words } = citizen;
      await citizen.open(sharedCentre.kiosk().address);
      await citizen.begin();
      const { reference, code } = await applyBehindTheScreen(page);
      await citizen.tap(new RegExp(`^${words('home.myCase')}`));
      await typeCode(citizen, '#reference', reference);
      await citizen.hand.tapKey('done');
      await typeCode(citizen, '#code', code);
      await citizen.tap(words('case.open'));
      await page.getByText(words('caseStatus.timeline')).waitFor();

      await citizen.tap(words('frame.startOver'));
      await citizen.leave();
      await citizen.begin();
      await citizen.tap(new RegExp(`^${words('home.haveASay')}`));
      await citizen.tap(new RegExp(`^${words('participation.find')}`));
      await typeCode(citizen, '#tracker', TRACKER);
    });
  });
