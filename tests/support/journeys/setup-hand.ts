import { expect } from '@playwright/test';
import type { KioskScreen } from './kiosk-screen.ts';
import type { Enrolment } from './portal-program.ts';
import { readerTypes } from './reader-hand.ts';
import { typeDigits, type StaffMember } from './staff-hand.ts';

/** Called on each page with a name for it. */
export type Look = (name: string) => Promise<void>;

export interface Installation {
  readonly portalUrl: string;
  readonly enrolment: Enrolment;
  readonly technician: StaffMember & { readonly name: string };
  readonly stick: string;
  readonly look?: Look;
}

const NAMES = {
  az: 'Masallı ASAN xidmət mərkəzi, birinci mərtəbə',
  ru: 'Центр ASAN в Масаллы, первый этаж',
  en: 'Masalli ASAN service centre, first floor',
} as const;

/** As a scanner types it. */
const SCANNED = '5901234123457';

/** A technician at a kiosk out of its box, from the first step to the start. Texts are put in at once. */
export const installKiosk = async (screen: KioskScreen, given: Installation): Promise<void> => {
  const { page, words } = screen;
  const look = given.look ?? (() => Promise.resolve());
  const heading = (key: string): Promise<void> => screen.expectHeading(words(`setup.${key}`));
  const fill = (field: string, text: string): Promise<void> =>
    page.locator(`#setup-${field}`).fill(text);
  const leaveField = (): Promise<void> => page.locator('#page-heading').focus();
  const save = (): Promise<void> => screen.tap(words('setup.save'));
  const next = (): Promise<void> => screen.tap(words('setup.next'));
  const chosen = (text: string) => page.getByRole('button', { name: text, exact: true });

  await heading('overview.heading');
  await look('overview');
  await screen.tap(words('setup.overview.begin'));

  await heading('language.heading');
  await screen.tap(words('setup.yes'));
  await look('language');
  await save();

  await heading('screen.heading');
  await fill('diagonal', '32');
  await leaveField();
  await look('screen');
  await save();

  await heading('touch.heading');
  await look('touch');
  await screen.tap(words('setup.touch.begin'));
  for (let point = 1; point <= 9; point += 1) {
    if (point === 5) await look('touch-point');
    await screen.tap(words('setup.touch.point', { number: point, points: 9 }));
  }
  await expect(page.getByText(words('setup.touch.good'))).toBeVisible();
  await next();

  await heading('network.heading');
  await fill('portalUrl', 'http://portal.example');
  await leaveField();
  await save();
  await page.locator('.summary').waitFor();
  await look('network-fault');
  await screen.tap(words('setup.network.ways.proxy'));
  await look('network-proxy');
  await screen.tap(words('setup.network.ways.direct'));
  await fill('portalUrl', given.portalUrl);
  await leaveField();
  await screen.tap(words('setup.network.test'));
  await page.locator('.notice-success').waitFor();
  await look('network');
  await save();

  await heading('place.heading');
  await fill('authorityId', 'masall');
  await leaveField();
  await page.locator('.found button').first().tap();
  for (const [language, name] of Object.entries(NAMES)) await fill(`centreName-${language}`, name);
  await leaveField();
  await look('place');
  await save();

  await heading('enrolment.heading');
  await fill('keyThumbprint', given.enrolment.keyThumbprint);
  await fill('enrolmentCode', given.enrolment.enrolmentCode ?? '');
  await leaveField();
  await look('enrolment');
  await screen.tap(words('setup.enrolment.button'));
  await page.locator('.notice-success').waitFor();
  await next();

  await heading('devices.heading');
  await fill('transferFolder', given.stick);
  await leaveField();
  const reader = page.getByRole('group', { name: words('setup.devices.hasReader') });
  await reader.getByRole('button', { name: words('setup.yes'), exact: true }).tap();
  await screen.tap(words('setup.devices.listen'));
  await page.getByText(words('setup.devices.scan')).waitFor();
  await readerTypes(page, `${SCANNED}\n`);
  await page.locator('.notice', { hasText: words('setup.devices.readingGood') }).waitFor();
  expect(await page.content()).not.toContain(SCANNED);
  await look('devices');
  await save();

  await heading('packs.heading');
  await page.locator('.services li').first().waitFor();
  await look('packs');
  await next();

  await heading('access.heading');
  await page.locator('.lines .pass').first().waitFor();
  await look('access');
  await next();

  await heading('staff.headings.list');
  await look('staff');
  await screen.tap(words('setup.staff.addFirst'));
  await fill('number', given.technician.number);
  await fill('name', given.technician.name);
  await leaveField();
  await look('staff-facts');
  await next();
  await screen.expectHeading(words('setup.staff.headings.pin', { name: given.technician.name }));
  await typeDigits(screen, given.technician.pin);
  await look('staff-pin');
  await next();
  await heading('staff.headings.again');
  await typeDigits(screen, given.technician.pin);
  await screen.tap(words('setup.staff.make'));
  await page.locator('.people li').first().waitFor();
  await look('staff-there');
  await next();

  await heading('care.heading');
  await page.locator('.lines li').first().waitFor();
  await look('care');
  await save();

  await heading('locks.heading');
  await page.locator('.lines li').first().waitFor();
  await look('locks');
  await next();

  await heading('summary.heading');
  await page.locator('.sum').waitFor();
  await screen.tap(words('setup.summary.write'));
  await expect(chosen(words('setup.summary.start'))).not.toHaveAttribute('aria-disabled', 'true');
  await page.getByText('asan-setup-report.txt').waitFor();
  await look('summary');
  await screen.tap(words('setup.summary.start'));
  await heading('summary.starting');
};
