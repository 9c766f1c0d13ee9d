import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import type { PortalProgram } from './portal-program.ts';
import { deskWords } from './words.ts';

/** An official at the desk, with mouse and keyboard. */
export interface DeskPage {
  signIn(): Promise<void>;
  openCase(registrationNumber: string): Promise<void>;
  consider(): Promise<void>;
  decide(kind: 'answered' | 'declined', text: string): Promise<void>;
}

export const createDeskPage = (page: Page, portal: PortalProgram): DeskPage => {
  const words = deskWords('az');
  const press = (name: string): Promise<void> =>
    page.getByRole('button', { name, exact: true }).click();
  return {
    signIn: async () => {
      await page.goto(portal.desk);
      await page.locator('#sign-in-name').fill(portal.official.name);
      await page.locator('#sign-in-password').fill(portal.official.password);
      await press(words('signIn.submit'));
      await expect(page.getByRole('heading', { name: words('list.heading') })).toBeVisible();
    },
    openCase: async (registrationNumber) => {
      await page.getByRole('link', { name: registrationNumber }).click();
      await expect(page.getByText(registrationNumber).first()).toBeVisible();
    },
    consider: async () => {
      await page.getByRole('button', { name: words('decide.consider') }).click();
      await expect(page.getByText(words('done.considering'))).toBeVisible();
    },
    decide: async (kind, text) => {
      const answered = kind === 'answered';
      const choice = words(answered ? 'decide.answer' : 'decide.decline');
      await page.getByRole('button', { name: choice }).first().click();
      await page.locator('#decision-text').fill(text);
      await press(words('decide.preview'));
      await press(words(answered ? 'decide.sendAnswer' : 'decide.sendDecline'));
      await expect(page.getByText(words(`done.${kind}`))).toBeVisible();
    },
  };
};
