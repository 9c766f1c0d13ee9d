import { join } from 'node:path';
import type { Language } from '../../contract/languages.ts';
import { findCrowding } from '../support/journeys/inspect-screen.ts';
import { createKioskScreen, type KioskScreen } from '../support/journeys/kiosk-screen.ts';
import { applyQuickly } from '../support/journeys/one-application.ts';
import { picturesOf } from '../support/journeys/pictures.ts';
import { ROOT } from '../support/journeys/program.ts';
import { knock, typeDigits, typeNumberAndPin } from '../support/journeys/staff-hand.ts';
import { openStaffPlace, SUPERVISOR, TECHNICIAN } from '../support/journeys/staff-place.ts';
import { expect, test } from '../support/journeys/test.ts';

interface Look {
  readonly name: string;
  readonly language: Language;
  readonly taps: readonly ('larger' | 'contrast')[];
}
const LOOKS: readonly Look[] = [
  { name: 'az-staff', language: 'az', taps: [] },
  { name: 'ru-staff', language: 'ru', taps: [] },
  { name: 'en-staff', language: 'en', taps: [] },
  { name: 'az-staff-200-percent', language: 'az', taps: ['larger', 'larger', 'larger'] },
  { name: 'az-staff-contrast', language: 'az', taps: ['contrast'] },
  {
    name: 'ru-staff-200-percent',
    language: 'ru',
    taps: ['larger', 'larger', 'larger', 'contrast'],
  },
];

type Shoot = (name: string) => Promise<void>;

/** A citizen has applied, the cable is cut, another one calls: staff come to a kiosk that has something to say. */
const beforeStaff = async (screen: KioskScreen, shoot: Shoot): Promise<void> => {
  const { page, words } = screen;
  await applyQuickly(screen);
  await screen.tap(new RegExp(`^${words('frame.help', { number: '' }).trim()}`));
  await screen.tap(words('callStaff.button'));
  await page.getByText(words('callStaff.coming')).waitFor();
  await shoot('call-coming');
  await screen.tap(words('callStaff.here'));
  await shoot('call-here');
  await screen.tap(words('callStaff.help.choose'));
  await shoot('call-help');
  await screen.tap(words('page.back'));
  await screen.tap(words('frame.startOver'));
  await screen.tap(words('finish.button'));
  await page.locator('.start').first().waitFor({ timeout: 20_000 });
};

const visitStaff = async (screen: KioskScreen, look: Look, shoot: Shoot): Promise<void> => {
  const { page, words } = screen;
  const adjust = async (): Promise<void> => {
    for (const word of look.taps) await screen.tap(words(`frame.${word}`));
  };
  const toMore = async (name: string): Promise<void> => {
    await screen.tap(words('staff.bar.more'));
    await screen.tap(new RegExp(`^${words(`staff.more.${name}.name`)}`));
    await page.locator('h1').waitFor();
    await page.waitForTimeout(400);
    await shoot(name);
  };
  const speak = async (): Promise<void> => {
    if (look.language !== 'az') await page.locator(`header button[lang="${look.language}"]`).tap();
  };
  await knock(screen);
  await page.locator('.pad').waitFor();
  await speak();
  await adjust();
  await screen.expectHeading(words('staff.signIn.headings.number'));
  await shoot('sign-in');
  await typeDigits(screen, SUPERVISOR.number);
  await screen.tap(words('staff.signIn.continue'));
  await typeDigits(screen, '111111');
  await screen.tap(words('staff.signIn.button'));
  await page.locator('.field-error').waitFor();
  await shoot('sign-in-wrong');
  await typeDigits(screen, SUPERVISOR.pin);
  await screen.tap(words('staff.signIn.button'));
  await screen.expectHeading(words('staff.today.heading'));
  await page.waitForTimeout(400);
  await shoot('today');
  await screen.tap(words('staff.bar.queue'));
  await page.locator('.items li').first().waitFor();
  await shoot('queue');
  await screen.tap(words('staff.queue.match'));
  await shoot('match');
  await screen.tap(words('staff.bar.more'));
  await shoot('more');
  for (const name of ['stick', 'figures', 'day', 'pin', 'people', 'settings', 'audit'])
    await toMore(name);
  await toMore('people');
  await screen.tap(words('accounts.add'));
  await screen.expectHeading(words('accounts.newHeading'));
  await shoot('person');
  await toMore('settings');
  await screen.tap(words('settings.attractWrite'));
  await page.waitForTimeout(300);
  await shoot('attract');
  await screen.tap(words('staff.bar.leave'));
  await page.locator('.start').first().waitFor();
  await knock(screen);
  await page.locator('.pad').waitFor();
  await speak();
  await adjust();
  await typeNumberAndPin(screen, TECHNICIAN, words('staff.signIn.button'));
  await screen.expectHeading(words('staff.today.heading'));
  await shoot('today-technician');
  for (const name of ['content', 'locks', 'keys', 'setup']) await toMore(name);
  await screen.tap(words('staff.bar.leave'));
  await page.locator('.start').first().waitFor();
};

for (const look of LOOKS)
  test(`every page of staff: ${look.name}`, async ({ page }, { project }) => {
    const place = await openStaffPlace();
    const screen = createKioskScreen(page, look.language);
    const crowded: string[] = [];
    let number = 0;
    const shoot: Shoot = async (shown) => {
      number += 1;
      const order = String(number).padStart(2, '0');
      await picturesOf(
        page,
        join(ROOT, 'screenshots', project.name, look.name, `${order}-${shown}`),
      );
      crowded.push(...(await findCrowding(page)).map((fault) => `${shown}: ${fault}`));
    };
    await screen.open(place.centre.kiosk().address);
    place.centre.cable.cut();
    await beforeStaff(screen, shoot);
    await visitStaff(screen, look, shoot);
    await place.close();
    expect(crowded).toEqual([]);
  });
