import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { hashPin } from '../../electron/core/features/staff/pin.ts';
import type { Language } from '../../contract/languages.ts';
import { openCentre, type Centre } from '../support/journeys/centre.ts';
import { createKioskScreen, type KioskScreen } from '../support/journeys/kiosk-screen.ts';
import { signInAtDesk } from '../support/journeys/one-application.ts';
import { ROOT } from '../support/journeys/program.ts';
import { applyBehindTheScreen } from '../support/journeys/quick-case.ts';
import { sayWhoAndWhat } from '../support/journeys/reception-walk.ts';
import { signInForCases } from '../support/journeys/sign-in-hand.ts';
import { typeDigits } from '../support/journeys/staff-hand.ts';
import { expect, test } from '../support/journeys/test.ts';
import { deskWords } from '../support/journeys/words.ts';
import { CLIENT_ID, startStandIn, type StandIn } from '../support/sign-in/stand-in.ts';

/** Receptions and cases, at the kiosk and at the desk, for people to look at. */

const OFFICER = { number: '101', name: 'Leyla Sınaqova', role: 'operator', pin: '402918' };
const FOLDER = join(ROOT, 'screenshots');

let standIn: StandIn;
let centre: Centre;
test.beforeAll(async () => {
  standIn = await startStandIn();
  const pin = await hashPin(OFFICER.pin, (length) => randomBytes(length));
  centre = await openCentre({
    kiosk: {
      identity: standIn.identity,
      staff: [{ ...OFFICER, pin }],
      documents: { folders: [{ id: 'stick', kind: 'stick', path: '/media/stick' }] },
    },
    portalEnv: { PORTAL_SIGN_IN_ISSUER: standIn.issuer, PORTAL_SIGN_IN_CLIENTS: CLIENT_ID },
  });
});
test.afterAll(async () => {
  await centre.close();
  await standIn.close();
});

interface Look {
  readonly name: string;
  readonly language: Language;
  readonly theme?: 'dark' | 'contrast';
  readonly larger?: number;
}
const LOOKS: readonly Look[] = [
  { name: 'az', language: 'az' },
  { name: 'ru-dark', language: 'ru', theme: 'dark' },
  { name: 'en-contrast', language: 'en', theme: 'contrast' },
  { name: 'az-200-percent', language: 'az', larger: 3 },
];

const adjust = async (citizen: KioskScreen, { theme, larger = 0 }: Look): Promise<void> => {
  const { page, words } = citizen;
  for (let step = 0; step < larger; step += 1) await citizen.tap(words('frame.larger'));
  if (theme === undefined) return;
  await citizen.tap(words('frame.display'));
  await page.locator(`label:has(input[value="${theme}"])`).tap();
  await citizen.tap(words('page.done'));
};

const shooter = (page: Page, ...folder: string[]) => {
  let number = 0;
  const shoot = async (name: string): Promise<void> => {
    number += 1;
    const file = `${String(number).padStart(2, '0')}-${name}.png`;
    const path = join(FOLDER, 'cases', ...folder, file);
    await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
  };
  /** The page, and its end where it is longer than the screen. */
  return async (name: string): Promise<void> => {
    await shoot(name);
    const moved = await page.evaluate(() => {
      const all = [...document.querySelectorAll('*')];
      const long = all.filter(
        (element) =>
          element.scrollHeight > element.clientHeight + 40 &&
          /auto|scroll/u.test(getComputedStyle(element).overflowY),
      );
      for (const element of long) element.scrollTop = element.scrollHeight;
      return long.length > 0;
    });
    if (moved) await shoot(`${name}-end`);
  };
};

for (const look of LOOKS)
  test(`receptions and cases: ${look.name}`, async ({ page }, { project }) => {
    const citizen = createKioskScreen(page, look.language);
    const { words } = citizen;
    const picture = shooter(page, project.name, look.name);
    await citizen.open(centre.kiosk().address);
    await citizen.begin();
    await adjust(citizen, look);
    await citizen.tap(new RegExp(`^${words('home.information')}`));
    await citizen.tap(words('information.doors.authorities'));
    await page
      .getByRole('button', { name: /Masal|Масал/u })
      .first()
      .tap();
    await page.getByRole('button', { name: words('purpose.reception.start') }).waitFor();
    await picture('authority');
    await citizen.tap(words('purpose.reception.start'));
    await page.getByRole('button', { name: words('purpose.reception.start') }).waitFor();
    await picture('before');
    await citizen.tap(words('purpose.reception.start'));
    await page.locator('label:has(input[value="az-mas-head"])').waitFor();
    await picture('official');
    await page.locator('label:has(input[value="az-mas-head"])').tap();
    await citizen.goOn();
    await citizen.expectHeading(words('identity.heading'));
    await picture('who');
    await page.getByRole('button', { name: words('identity.staff') }).tap();
    await page.locator('#answer').fill('4HF92MQ');
    await citizen.tap(words('identity.seen.continue'));
    await typeDigits(citizen, OFFICER.number);
    await picture('officer-number');
    await citizen.tap(words('identity.seen.continue'));
    await citizen.expectHeading(words('identity.seen.pinHeading'));
    await typeDigits(citizen, OFFICER.pin);
    await picture('officer-pin');
    await citizen.tap(words('identity.seen.sign'));
    await page.locator('label:has(input[value="land"])').tap();
    await picture('topic');
    await citizen.goOn();
    await page.locator('button.time').first().waitFor();
    await page.locator('button.time:not(.firm)').first().tap();
    await page.locator('button.time:not(.firm)').nth(1).tap();
    await picture('times-asked');
    const firm = page.locator('button.time.firm').first();
    if ((await firm.count()) > 0) await firm.tap();
    await picture('times');
    await citizen.goOn();
    await sayWhoAndWhat(citizen);
    await picture('receipt');
    const { reference, code } = await citizen.readReceipt();
    await citizen.tap(words('done.more'));
    await citizen.tap(new RegExp(`^${words('home.myCase')}`));
    await citizen.expectHeading(words('case.heading'));
    await picture('my-case');
    await page.locator('#reference').fill(reference);
    await page.locator('#code').fill(code);
    await citizen.tap(words('case.open'));
    await page.getByText(words('caseStatus.timeline')).waitFor();
    await picture('case');
    await citizen.tap(words('receptions.calendar'));
    await citizen.expectHeading(words('receptions.calendarHeading'));
    await picture('calendar');
    await citizen.tap(words('page.return'));
    await citizen.tap(words('caseTalk.acts.ask-time.open'));
    await picture('ask-time');
    await citizen.tap(words('page.back'));
    await citizen.tap(words('caseTalk.acts.add-document.open'));
    await citizen.expectHeading(words('caseTalk.papers.heading'));
    await page.getByRole('heading', { name: words('documents.other') }).waitFor();
    await picture('papers');
    await citizen.tap(words('page.back'));
    await citizen.tap(words('receptions.cancel'));
    await citizen.tap(words('receptions.cancelling.send'));
    await citizen.expectHeading(words('receptions.cancelling.sure'));
    await picture('sure');
    await citizen.open(centre.kiosk().address);
    await citizen.begin();
    await adjust(citizen, look);
    await applyBehindTheScreen(page);
    await signInForCases(citizen, 'sevinc', () => picture('scan'));
    await picture('is-it-you');
    await citizen.tap(words('identity.confirm.yes'));
    await page.locator('button.case').first().waitFor();
    await picture('cases');
    await page.locator('button.case').last().tap();
    await page.getByText(words('caseStatus.timeline')).waitFor();
    await picture('own-case');
  });

for (const width of [1280, 1024])
  test(`the desk’s receptions and a case: ${width} wide`, async ({ browser }, { project }) => {
    test.skip(project.name !== 'landscape', 'officials have screens of their own');
    const context = await browser.newContext({ viewport: { width, height: 900 } });
    const page = await context.newPage();
    const say = deskWords('az');
    const picture = shooter(page, 'desk', String(width));
    await signInAtDesk(browser, centre, page);
    await picture('list');
    const sections = page.getByRole('navigation', { name: say('desk.sections') });
    await sections.getByRole('link', { name: say('receptions.title') }).click();
    await expect(page.locator('section.day').first()).toBeVisible();
    await picture('calendar');
    await sections.getByRole('link', { name: say('desk.applications') }).click();
    await page.getByRole('link', { name: /^MAS-/u }).last().click();
    await page.locator('h2').first().waitFor();
    await picture('case');
    await context.close();
  });
