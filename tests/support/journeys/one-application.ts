import type { Browser, Page } from '@playwright/test';
import { DeskClient, signIn } from '../portal/desk-client.ts';
import type { Centre } from './centre.ts';
import { createDeskPage } from './desk-page.ts';
import type { DeskPage } from './desk-page.ts';
import { fillUntil } from './form-walk.ts';
import { createKioskScreen } from './kiosk-screen.ts';
import type { KioskScreen } from './kiosk-screen.ts';
import { ANSWERS, NAME_CHANGE } from './name-change.ts';

/** Milliseconds until a queue that waited for the network has surely tried again. */
export const UNTIL_SENT = 90_000;

/** The notice that says how far an application has come. */
export const deliveryOf = ({ page }: KioskScreen) => page.locator('.notice[role=status]');

/** From the first touch to the receipt; texts are put in at once. */
export const applyQuickly = async (
  citizen: KioskScreen,
): Promise<{ reference: string; code: string }> => {
  await citizen.begin();
  await citizen.startNameChange();
  await citizen.fillNameChange(ANSWERS, true);
  await citizen.confirmAndSend();
  return citizen.readReceipt();
};

/** A citizen who opens the page of a kiosk that was started again, and the case. */
export const openCaseAnew = async (
  citizen: KioskScreen,
  centre: Centre,
  { reference, code }: { reference: string; code: string },
): Promise<void> => {
  await citizen.open(centre.kiosk().address);
  await citizen.begin();
  await citizen.openCase(reference, code);
};

/** The official at a desk of the portal that runs now. */
export const signInAtDesk = async (
  browser: Browser,
  centre: Centre,
  page?: Page,
): Promise<DeskPage> => {
  const own = () => browser.newPage({ viewport: { width: 1280, height: 900 } });
  const desk = createDeskPage(page ?? (await own()), centre.portal());
  await desk.signIn();
  return desk;
};

/** Looks into the portal: registration numbers of all applications that carry a reference. */
export type FindRecords = (reference: string) => Promise<readonly string[]>;

/** Signs the official in once; the session lives in the portal's database, through its restarts. */
export const openRecords = async (centre: Centre): Promise<FindRecords> => {
  const { name, password } = centre.portal().official;
  const { cookie } = await signIn(centre.portal().address, { name, password });
  return async (reference) => {
    const client = new DeskClient(centre.portal().address);
    client.cookie = cookie;
    const query = { filter: 'all', search: reference, page: '1' } as const;
    const { cases } = await client.call('listCases', { query });
    return cases.map(({ registrationNumber }) => registrationNumber);
  };
};

export const anotherKioskScreen = async (browser: Browser): Promise<KioskScreen> => {
  const context = await browser.newContext({ hasTouch: true });
  return createKioskScreen(await context.newPage(), 'az');
};

/** Answers what is asked until the field's question is shown. */
export const answerUntil = (citizen: KioskScreen, field: string): Promise<void> =>
  fillUntil(citizen, NAME_CHANGE, ANSWERS, field);
