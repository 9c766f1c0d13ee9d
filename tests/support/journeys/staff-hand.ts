import type { KioskScreen } from './kiosk-screen.ts';

export interface StaffMember {
  readonly number: string;
  readonly pin: string;
}

/** Five touches of the upper left corner, at once: a machine under load must not make a quick hand slow. */
export const knock = async ({ page }: KioskScreen): Promise<void> => {
  await Promise.all(Array.from({ length: 5 }, () => page.touchscreen.tap(30, 40)));
};

export const typeDigits = async (screen: KioskScreen, digits: string): Promise<void> => {
  // A keyboard that is just closing has digits, too.
  const pad = screen.page.locator('main');
  for (const digit of digits) await pad.getByRole('button', { name: digit, exact: true }).tap();
};

/** Number, then PIN, on a page that asks for both. */
export const typeNumberAndPin = async (
  screen: KioskScreen,
  { number, pin }: StaffMember,
  button: string,
): Promise<void> => {
  await typeDigits(screen, number);
  await screen.tap(screen.words('staff.signIn.continue'));
  await typeDigits(screen, pin);
  await screen.tap(button);
};

/** From the free kiosk to the first page of staff. */
export const signInAtKiosk = async (screen: KioskScreen, member: StaffMember): Promise<void> => {
  const { words } = screen;
  await knock(screen);
  await screen.expectHeading(words('staff.signIn.headings.number'));
  await typeNumberAndPin(screen, member, words('staff.signIn.button'));
  await screen.expectHeading(words('staff.today.heading'));
};
