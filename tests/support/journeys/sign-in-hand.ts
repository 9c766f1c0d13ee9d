import type { Page } from '@playwright/test';
import { createPhone, signInOnPhone } from '../sign-in/phone.ts';
import type { KioskScreen } from './kiosk-screen.ts';

/** What the phone's camera would read from the screen. */
export const qrOn = async (page: Page): Promise<string> => {
  const code = (await page.locator('dd.code').first().textContent())?.trim() ?? '';
  const address = (await page.locator('dd.address').textContent())?.trim() ?? '';
  return `${address}?user_code=${code}`;
};

/** From the home screen to the question whether it is them; `look` sees the code as the phone does. */
export const signInForCases = async (
  citizen: KioskScreen,
  person: string,
  look: () => Promise<unknown> = () => Promise.resolve(),
): Promise<void> => {
  const { page, words } = citizen;
  await citizen.tap(new RegExp(`^${words('home.myCase')}`));
  await citizen.tap(words('caseTalk.list.button'));
  await citizen.expectHeading(words('identity.scan.heading'));
  await page.locator('dd.code').waitFor();
  await look();
  await signInOnPhone(createPhone(), await qrOn(page), person);
  await citizen.expectHeading(words('identity.confirm.heading'));
};
