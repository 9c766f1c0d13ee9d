import type { Language } from '../../../contract/languages.ts';
import { readService } from '../packs/read-pack.ts';
import type { KioskScreen } from './kiosk-screen.ts';

const FORM = readService('reception');

export const receptionTitle = (field: string, language: Language = 'az'): string =>
  FORM.questions.find((question) => question.field === field)?.title[language] ?? '';

export interface Whom {
  readonly official: string;
  readonly topic: string;
}

/** Takes the form up where it asks for the official, to the question that asks when. */
export const chooseOfficial = async (
  citizen: KioskScreen,
  { official, topic }: Whom,
): Promise<void> => {
  for (const [field, value] of [
    ['official', official],
    ['topic', topic],
  ] as const) {
    await citizen.expectHeading(receptionTitle(field));
    await citizen.page.locator(`label:has(input[value="${value}"])`).tap();
    await citizen.goOn();
  }
};

/** From the home screen to the question that asks when. */
export const chooseWhom = async (citizen: KioskScreen, whom: Whom): Promise<void> => {
  const { page, words } = citizen;
  await citizen.tap(new RegExp(`^${words('home.reception')}`));
  await citizen.expectHeading(FORM.passport.title.az);
  await citizen.tap(words('purpose.reception.start'));
  await citizen.expectHeading(receptionTitle('authority'));
  await page.locator('label:has(input[value="az-mas"])').tap();
  await citizen.goOn();
  await chooseOfficial(citizen, whom);
  await citizen.expectHeading(receptionTitle('times'));
};

/** From the question what it is about to the receipt. */
export const sayWhoAndWhat = async (citizen: KioskScreen): Promise<void> => {
  const { page, words, language } = citizen;
  for (const [field, answer] of [
    ['matter', 'Kənd yolunun təmiri barədə danışmaq istəyirəm.'],
    ['applicantName', 'Sevinc Məmmədova'],
    ['applicantFin', '4HF92MQ'],
  ] as const) {
    await citizen.expectHeading(receptionTitle(field, language));
    await page.locator('#answer').fill(answer);
    await citizen.goOn();
  }
  await citizen.expectHeading(receptionTitle('phone', language));
  await citizen.goOn();
  await citizen.expectHeading(words('check.heading'));
  await page.locator('label:has(#confirm)').tap();
  await citizen.tap(words('purpose.reception.send'));
  await citizen.expectReceipt();
};
