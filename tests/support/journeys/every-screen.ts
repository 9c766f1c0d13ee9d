import type { KioskScreen } from './kiosk-screen.ts';
import { ANSWERS, NAME_CHANGE } from './name-change.ts';

/** The longest way through the form: both names, a child of ten or over, parents apart who agree. */
export const LONG_WAY: Readonly<Record<string, string>> = {
  ...ANSWERS,
  change: 'both',
  childBirthDate: '2012-03-09',
  newSurname: 'Vəlizadə',
  childConsent: 'yes',
  parents: 'apart',
  otherParentView: 'agrees',
  otherParentName: 'Vəli Həsən oğlu Sübhanşölə',
  otherParentFin: '2RM81KX',
};

/** Called on each screen with a name for it. */
export type Visit = (name: string) => Promise<void>;

const visitQuestions = async (citizen: KioskScreen, visit: Visit): Promise<void> => {
  const { page, words } = citizen;
  const { language } = citizen;
  for (const question of NAME_CHANGE.questions) {
    const title = question.title[language];
    if ((await citizen.heading().textContent()) !== title) continue;
    await visit(`question-${question.field}`);
    if (question.field === 'authority') {
      await citizen.goOn();
      await page.locator('.summary').waitFor();
      await visit('question-with-problem');
    }
    await citizen.answer(question, LONG_WAY[question.field] ?? '', true);
    if (['childName', 'phone', 'childBirthDate', 'reason'].includes(question.field))
      await visit(`keyboard-${question.field}`);
    await citizen.goOn();
    await page.waitForFunction(
      (before) => document.getElementById('page-heading')?.textContent !== before,
      title,
    );
  }
  await citizen.expectHeading(words('check.heading'));
};

const visitStop = async (citizen: KioskScreen, visit: Visit): Promise<void> => {
  const { page, words } = citizen;
  await page.locator('#change-childConsent').tap();
  const consent = NAME_CHANGE.questions.find(({ field }) => field === 'childConsent');
  if (consent === undefined) throw new Error('the form does not ask the child any more');
  await citizen.answer(consent, 'no');
  await citizen.goOn();
  await page.getByRole('button', { name: words('stop.change') }).waitFor();
  await visit('stop');
  await citizen.tap(words('stop.change'));
  await citizen.answer(consent, 'yes');
  await citizen.goOn();
  await citizen.expectHeading(words('check.heading'));
};

const visitFrame = async (citizen: KioskScreen, visit: Visit): Promise<void> => {
  const { words } = citizen;
  await citizen.tap(words('frame.help', { number: '108' }));
  await citizen.expectHeading(words('help.heading'));
  await visit('help');
  await citizen.tap(words('page.return'));
  await citizen.tap(words('frame.display'));
  await citizen.expectHeading(words('display.heading'));
  await visit('display');
  await citizen.tap(words('page.done'));
};

/**
 * Leads through every screen of a citizen, from the attract screen to the cleared one, with one
 * application sent on the way. `adjust` runs on the home screen: text size, theme.
 */
export const visitEveryScreen = async (
  citizen: KioskScreen,
  visit: Visit,
  adjust: () => Promise<void> = () => Promise.resolve(),
): Promise<void> => {
  const { page, words } = citizen;
  await visit('attract');
  await citizen.begin();
  await adjust();
  await visit('home');
  await visitFrame(citizen, visit);
  await citizen.tap(new RegExp(`^${words('home.apply')}`));
  await citizen.expectHeading(words('services.heading'));
  await visit('services');
  await citizen.tap(new RegExp(NAME_CHANGE.passport.title[citizen.language]));
  await citizen.expectHeading(NAME_CHANGE.passport.title[citizen.language]);
  await visit('before-you-start');
  await citizen.tap(words('before.start'));
  await citizen.expectHeading(NAME_CHANGE.questions[0]?.title[citizen.language] ?? '');
  await visitQuestions(citizen, visit);
  await visit('check');
  await visitStop(citizen, visit);
  await citizen.tap(words('check.send'));
  await page.locator('#confirm-problem').waitFor();
  await visit('check-with-problem');
  await citizen.confirmAndSend();
  await page.getByText(words('delivery.received'), { exact: true }).waitFor({ timeout: 60_000 });
  await visit('done');
  const receipt = await citizen.readReceipt();
  await citizen.tap(words('done.more'));
  await citizen.expectHeading(words('home.heading'));
  await visit('home-with-receipt');
  await citizen.tap(new RegExp(`^${words('home.myCase')}`));
  await citizen.expectHeading(words('case.heading'));
  await visit('my-case');
  await citizen.typeReceipt(receipt.reference, receipt.code);
  await visit('my-case-typed');
  await citizen.tap(words('case.open'));
  await page.getByText(words('caseStatus.registered')).first().waitFor();
  await visit('case');
  await citizen.tap(words('frame.startOver'));
  await citizen.expectHeading(words('finish.heading'));
  await visit('finish');
  await citizen.tap(words('finish.button'));
  await citizen.expectHeading(words('cleared.heading'));
  await visit('cleared');
};
