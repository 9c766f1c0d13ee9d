import type { Language } from '../../contract/languages.ts';
import { ANSWERS, NAME_CHANGE } from '../support/journeys/name-change.ts';
import type { KioskScreen } from '../support/journeys/kiosk-screen.ts';
import { expect, test } from '../support/journeys/test.ts';
import { screenWords } from '../support/journeys/words.ts';

const question = (field: string) => NAME_CHANGE.questions.find((one) => one.field === field)!;

/** To the question about a field, with everything before it answered. */
const goTo = async (citizen: KioskScreen, field: string): Promise<void> => {
  await citizen.begin();
  await citizen.startNameChange();
  for (const [name, value] of Object.entries(ANSWERS)) {
    if (name === field) break;
    await citizen.answer(question(name), value, true);
    await citizen.goOn();
  }
  await citizen.expectHeading(question(field).title.az);
};

const switchTo = async ({ page }: KioskScreen, language: Language): Promise<void> => {
  await page.locator(`.languages [lang="${language}"]`).tap();
  await expect(page.locator('html')).toHaveAttribute('lang', language);
};

test('changing the language half-way through a word loses nothing', async ({ page, citizen }) => {
  await goTo(citizen, 'childName');
  await page.locator('#answer').tap();
  await citizen.hand.type('Gülə');
  for (const language of ['ru', 'en', 'az'] as const) {
    await switchTo(citizen, language);
    await citizen.expectHeading(question('childName').title[language]);
    await expect(page.locator('#answer')).toHaveValue('Gülə');
  }
});

test('a date half written stays through languages, sizes, contrast and the help page', async ({
  page,
  citizen,
}) => {
  const { words } = citizen;
  await goTo(citizen, 'childBirthDate');
  await page.locator('#answer').tap();
  await citizen.hand.type('07');
  await citizen.hand.tapKey('done');
  await citizen.hand.type('1');
  await citizen.hand.tapKey('done');
  await switchTo(citizen, 'ru');
  await switchTo(citizen, 'az');
  for (let step = 0; step < 3; step += 1) await citizen.tap(words('frame.larger'));
  await citizen.tap(words('frame.contrast'));
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'contrast');
  await citizen.tap(words('frame.help', { number: '108' }));
  await citizen.expectHeading(words('help.heading'));
  await citizen.tap(words('page.return'));
  await citizen.expectHeading(question('childBirthDate').title.az);
  await expect(page.locator('#answer')).toHaveValue('07');
  await expect(page.locator('#answer-month')).toHaveValue('1');
});

test('on the list of answers, changing the language keeps the confirmation and every answer', async ({
  page,
  citizen,
}) => {
  await citizen.begin();
  await citizen.startNameChange();
  await citizen.fillNameChange(ANSWERS, true);
  await citizen.tap(citizen.words('check.show'));
  await page.locator('label:has(#confirm)').tap();
  for (const language of ['en', 'ru'] as const) {
    await switchTo(citizen, language);
    await citizen.expectHeading(screenWords(language)('check.heading'));
    await expect(page.locator('#confirm')).toBeChecked();
    for (const text of [ANSWERS.childName, ANSWERS.reason, ANSWERS.address])
      await expect(page.getByText(text)).toBeVisible();
  }
});

test('changing one answer from the list comes back to the list, with the others kept', async ({
  page,
  citizen,
}) => {
  await citizen.begin();
  await citizen.startNameChange();
  await citizen.fillNameChange(ANSWERS, true);
  await page.locator('#change-address').tap();
  await citizen.answer(question('address'), 'Masallı, Bulaq küçəsi 5', true);
  await citizen.goOn();
  await citizen.expectHeading(citizen.words('check.heading'));
  await citizen.tap(citizen.words('check.show'));
  await expect(page.getByText('Masallı, Bulaq küçəsi 5')).toBeVisible();
  await expect(page.getByText(ANSWERS.reason)).toBeVisible();
});

test('drawing the page anew does not lose the application that was begun', async ({
  page,
  citizen,
}) => {
  await goTo(citizen, 'childFin');
  await page.reload();
  const goOn = page.getByRole('button', { name: citizen.words('home.draftOpen') });
  const starts = page.locator('.start').first();
  await expect(goOn.or(starts).first()).toBeVisible();
});
