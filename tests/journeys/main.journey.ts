import type { Browser } from '@playwright/test';
import { findPostgres } from '../support/portal/postgres.ts';
import { openCentre } from '../support/journeys/centre.ts';
import type { Centre } from '../support/journeys/centre.ts';
import type { KioskScreen } from '../support/journeys/kiosk-screen.ts';
import { ANSWERS, CANARIES, NAME_CHANGE } from '../support/journeys/name-change.ts';
import {
  anotherKioskScreen,
  deliveryOf,
  signInAtDesk,
  UNTIL_SENT,
} from '../support/journeys/one-application.ts';
import { expect, test } from '../support/journeys/test.ts';
import { collectTraces, findIn, findOnDisk } from '../support/journeys/traces.ts';

const DECISION = 'Qərar: adın dəyişdirilməsinə icazə verilir. Sərəncamı qəbul otağından götürün.';

/** Offline, in the largest text, to the receipt: truthfully not sent. */
const applyOffline = async (citizen: KioskScreen, centre: Centre, quick: boolean) => {
  const { page, words } = citizen;
  centre.cable.cut();
  await citizen.begin();
  for (let step = 0; step < 3; step += 1) await citizen.tap(words('frame.larger'));
  await expect(page.locator('html')).toHaveAttribute('data-scale', '2');
  await citizen.startNameChange();
  await citizen.fillNameChange(ANSWERS, quick);
  await citizen.confirmAndSend();
  await expect(deliveryOf(citizen)).toContainText(words('delivery.saved'));
  const receipt = await citizen.readReceipt();
  expect(findOnDisk(centre.kioskData, [...CANARIES, receipt.code])).toEqual([]);
  // The search itself works: while the receipt is shown, it is found.
  const shown = [receipt.reference, receipt.code];
  expect(findIn(await collectTraces(page), shown)).toEqual(shown);
  return receipt;
};

const waitUntilReceived = async (citizen: KioskScreen, centre: Centre): Promise<string> => {
  const { page, words } = citizen;
  centre.cable.mend();
  const delivery = deliveryOf(citizen);
  await expect(delivery).toContainText(words('delivery.received'), { timeout: UNTIL_SENT });
  await citizen.expectHeading(words('done.received'));
  const registrationNumber =
    (await page.locator('.registration dd').first().textContent())?.trim() ?? '';
  expect(registrationNumber).toMatch(/MAS/);
  await citizen.tap(words('finish.button'));
  await citizen.expectHeading(words('cleared.heading'));
  return registrationNumber;
};

const answerAtDesk = async (browser: Browser, centre: Centre, registrationNumber: string) => {
  const desk = await signInAtDesk(browser, centre);
  await desk.openCase(registrationNumber);
  await desk.consider();
  await desk.decide('answered', DECISION);
};

const readAnswer = async (
  citizen: KioskScreen,
  { reference, code }: { reference: string; code: string },
  registrationNumber: string,
  quick: boolean,
): Promise<void> => {
  const { page, words } = citizen;
  await citizen.begin();
  await citizen.openCase(reference, code, quick);
  await citizen.expectHeading(NAME_CHANGE.passport.title.az);
  await expect(page.getByText(DECISION)).toBeVisible();
  await expect(page.getByText(registrationNumber)).toBeVisible();
  await citizen.tap(words('finish.button'));
  await citizen.expectHeading(words('cleared.heading'));
};

const wholeJourney = async (
  citizen: KioskScreen,
  centre: Centre,
  browser: Browser,
  quick: boolean,
): Promise<void> => {
  const { page } = citizen;
  const receipt = await applyOffline(citizen, centre, quick);
  const registrationNumber = await waitUntilReceived(citizen, centre);
  await answerAtDesk(browser, centre, registrationNumber);
  await readAnswer(citizen, receipt, registrationNumber, quick);
  const secrets = [...CANARIES, receipt.reference, receipt.code, registrationNumber, DECISION];
  expect(findIn(await collectTraces(page), secrets)).toEqual([]);
  await page.locator('.start').first().waitFor();
  expect(findIn(await collectTraces(page), secrets)).toEqual([]);
  expect(findOnDisk(centre.kioskData, [...CANARIES, receipt.code, DECISION])).toEqual([]);
};

test.describe('one application, from the first touch to the answer', () => {
  test.setTimeout(300_000);

  test('offline, in the largest text, by touch alone, on the embedded database', async ({
    browser,
  }) => {
    const centre = await openCentre({ embedded: true });
    expect(centre.portal().engine).toBe('pglite');
    const citizen = await anotherKioskScreen(browser);
    await citizen.open(centre.kiosk().address);
    await wholeJourney(citizen, centre, browser, false);
    await centre.close();
  });

  test('on PostgreSQL', async ({ citizen, sharedCentre, browser }) => {
    test.skip(findPostgres() === undefined, 'PostgreSQL is not installed');
    expect(sharedCentre.portal().engine).toBe('postgres');
    await wholeJourney(citizen, sharedCentre, browser, true);
  });
});
