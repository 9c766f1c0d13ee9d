import type { Page } from '@playwright/test';
import { fakeCode, fakeReference, type FakeKiosk } from './fake-kiosk.ts';

/** Called with a name whenever another screen, or another state of one, is shown. */
export type Visit = (name: string) => Promise<void>;

/** Fills in the demonstration service in English, by taps, and looks at every screen on the way. */
export const walkScreens = async (page: Page, fake: FakeKiosk, visit: Visit): Promise<void> => {
  const heading = page.locator('#page-heading');
  const tap = (name: string | RegExp): Promise<void> =>
    page.getByRole('button', { name }).first().tap();
  const reach = async (title: string, name: string): Promise<void> => {
    await heading.filter({ hasText: title }).waitFor();
    await visit(name);
  };
  const choose = (value: string): Promise<void> =>
    page.locator(`label:has(input[value="${value}"])`).tap();
  const goOn = (): Promise<void> => tap(/^Continue$/u);
  const write = async (text: string, name: string, selector = '#answer'): Promise<void> => {
    await page.locator(selector).tap();
    await page.locator('[data-osk]').waitFor();
    await visit(name);
    await page.locator(selector).fill(text);
  };

  const lookAround = async (): Promise<void> => {
    await reach('What would you like to do', 'home');
    await tap(/^Help/u);
    await reach('Help', 'help');
    await tap('Go back');
    await tap('Display');
    await reach('Make the kiosk suit you', 'display');
    await tap(/^Done$/u);
    await tap(/^Apply for a service/u);
    await reach('Choose a service', 'services');
    await tap(/^Permission to change/u);
    await reach('Permission to change', 'before you start');
    await tap('Start the application');
  };
  const answerFirst = async (): Promise<void> => {
    await reach('Which authority', 'authority');
    await write('gub', 'authority, typing', '#authority-search');
    await goOn();
    await visit('authority, nothing chosen');
    await choose('az-mas');
    await goOn();
    await reach('Do both parents agree', 'choice');
    await choose('no');
    await goOn();
    await reach('This application needs', 'stop');
    await tap('Change the answer');
    await choose('apart');
    await goOn();
    await reach('Your name and surname', 'name');
    await write('Əli Məmmədov', 'name, typing');
    await goOn();
    await reach('Your FIN code', 'FIN');
    await write('5QA1BOC', 'FIN, typing');
    await goOn();
    await visit('FIN, look-alike');
    await tap('Write it as');
    await goOn();
  };
  const answerRest = async (): Promise<void> => {
    await reach('When was the child born', 'date');
    await write('9', 'date, typing');
    await page.locator('#answer-month').fill('13');
    await page.locator('#answer-year').fill('2014');
    await goOn();
    await visit('date, impossible');
    await page.locator('#answer-month').fill('3');
    await goOn();
    await choose('yes');
    await goOn();
    await reach('What should be changed', 'several choices');
    await choose('name');
    await goOn();
    await heading.filter({ hasText: 'The new name' }).waitFor();
    await write('Elvin', 'text, typing');
    await goOn();
    await heading.filter({ hasText: 'Your phone number' }).waitFor();
    await write('050 123 45 67', 'phone, typing');
    await goOn();
    await reach('What is the reason', 'long text');
    await write('Ailə qərarı', 'long text, typing');
    await goOn();
  };
  const sendIt = async (): Promise<void> => {
    await reach('Check your answers', 'check');
    await tap('Send the application');
    await visit('check, not confirmed');
    await page.locator('label:has(#confirm)').tap();
    await tap('Send the application');
    await reach('Your application is saved', 'done');
    fake.setStatus({ online: false, canSave: true });
    await page.getByText('No network').waitFor();
    await visit('done, without network');
    fake.setStatus({ online: true, canSave: true });
    await tap('Do something else');
    await reach('What would you like to do', 'home, with a receipt');
  };
  const openCase = async (): Promise<void> => {
    await tap(/^My case/u);
    await reach('Open my case', 'my case');
    await tap('Show my case');
    await visit('my case, nothing typed');
    await write(fakeReference, 'my case, typing', '#reference');
    await page.locator('#code').fill(fakeCode);
    await tap('Show my case');
    await reach('Permission to change', 'case');
    await tap('Start over');
    await reach('Finish and clear', 'finish');
    await tap('Finish and clear my data');
    await reach('Everything is cleared', 'cleared');
  };

  await lookAround();
  await answerFirst();
  await answerRest();
  await sendIt();
  await openCase();
};
