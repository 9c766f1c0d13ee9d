import type { Language } from '../../contract/languages.ts';
import { ANSWERS, NAME_CHANGE } from '../support/journeys/name-change.ts';
import type { KioskScreen } from '../support/journeys/kiosk-screen.ts';
import { answerUntil } from '../support/journeys/one-application.ts';
import { expect, test } from '../support/journeys/test.ts';
import { screenWords } from '../support/journeys/words.ts';

const question = (field: string) => NAME_CHANGE.questions.find((one) => one.field === field)!;

const switchTo = async ({ page }: KioskScreen, language: Language): Promise<void> => {
  await page.locator(`.languages [lang="${language}"]`).tap();
  await expect(page.locator('html')).toHaveAttribute('lang', language);
};

test('language, sizes, contrast, help and going back change nothing that was said', async ({
  page,
  citizen,
}) => {
  const { words } = citizen;
  await citizen.begin();
  await citizen.startNameChange();
  await test.step('another language half-way through a word', async () => {
    await answerUntil(citizen, 'childName');
    await page.locator('#answer').tap();
    await citizen.hand.type('Gülə');
    for (const language of ['ru', 'en', 'az'] as const) {
      await switchTo(citizen, language);
      await citizen.expectHeading(question('childName').title[language]);
      await expect(page.locator('#answer')).toHaveValue('Gülə');
    }
    await page.locator('#answer').fill('');
  });
  await test.step('a date half written', async () => {
    await answerUntil(citizen, 'childBirthDate');
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
  await test.step('another language on the list of answers', async () => {
    await citizen.fillNameChange(ANSWERS, true);
    await citizen.tap(words('check.show'));
    await page.locator('label:has(#confirm)').tap();
    for (const language of ['en', 'ru', 'az'] as const) {
      await switchTo(citizen, language);
      await citizen.expectHeading(screenWords(language)('check.heading'));
      await expect(page.locator('#confirm')).toBeChecked();
      for (const text of [ANSWERS.childName, ANSWERS.reason, ANSWERS.address])
        await expect(page.getByText(text)).toBeVisible();
    }
  });
  await test.step('one answer changed from the list: back to the list, the others kept', async () => {
    await page.locator('#change-address').tap();
    await citizen.answer(question('address'), 'Masallı, Bulaq küçəsi 5', true);
    await citizen.goOn();
    await citizen.expectHeading(words('check.heading'));
    await citizen.tap(words('check.show'));
    await expect(page.getByText('Masallı, Bulaq küçəsi 5')).toBeVisible();
    await expect(page.getByText(ANSWERS.reason)).toBeVisible();
  });
  await test.step('the page drawn anew', async () => {
    await page.reload();
    const goOn = page.getByRole('button', { name: words('home.draftOpen') });
    await expect(goOn.or(page.locator('.start').first()).first()).toBeVisible();
  });
});
