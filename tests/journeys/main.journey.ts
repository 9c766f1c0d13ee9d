import { createDeskPage } from '../support/journeys/desk-page.ts';
import { ANSWERS, CANARIES, NAME_CHANGE } from '../support/journeys/name-change.ts';
import { expect, test } from '../support/journeys/test.ts';
import { collectTraces, findIn, findOnDisk } from '../support/journeys/traces.ts';

const DECISION = 'Qərar: adın dəyişdirilməsinə icazə verilir. Sərəncamı qəbul otağından götürün.';

test('one application, from the first touch to the answer, offline, in the largest text, by touch alone', async ({
  citizen,
  sharedCentre,
  browser,
}) => {
  test.setTimeout(300_000);
  const { page, words } = citizen;
  sharedCentre.cable.cut();
  await citizen.begin();
  for (let step = 0; step < 3; step += 1) await citizen.tap(words('frame.larger'));
  await expect(page.locator('html')).toHaveAttribute('data-scale', '2');

  await citizen.startNameChange();
  await citizen.fillNameChange(ANSWERS);
  await citizen.confirmAndSend();
  const status = page.locator('.notice[role=status]');
  await expect(status).toContainText(words('delivery.saved'));
  const { reference, code } = await citizen.readReceipt();
  expect(findOnDisk(sharedCentre.kioskData, [...CANARIES, code])).toEqual([]);
  // The search itself works: while the receipt is shown, it finds it.
  expect(findIn(await collectTraces(page), [reference, code])).toEqual([reference, code]);

  sharedCentre.cable.mend();
  await expect(status).toContainText(words('delivery.received'), { timeout: 90_000 });
  const registrationNumber = (await status.locator('dd').first().textContent())?.trim() ?? '';
  expect(registrationNumber).toMatch(/MAS/);
  await citizen.tap(words('finish.button'));
  await citizen.expectHeading(words('cleared.heading'));

  const desk = createDeskPage(await (await browser.newContext()).newPage(), sharedCentre.portal());
  await desk.signIn();
  await desk.openCase(registrationNumber);
  await desk.consider();
  await desk.decide('answered', DECISION);

  // The cleared screen gives way by itself.
  await citizen.begin();
  await citizen.openCase(reference, code);
  await citizen.expectHeading(NAME_CHANGE.passport.title.az);
  await expect(page.getByText(DECISION)).toBeVisible();
  await expect(page.getByText(registrationNumber)).toBeVisible();
  await citizen.tap(words('finish.button'));
  await citizen.expectHeading(words('cleared.heading'));

  const secrets = [...CANARIES, reference, code, registrationNumber, DECISION];
  expect(findIn(await collectTraces(page), secrets)).toEqual([]);
  await page.locator('.start').first().waitFor();
  expect(findIn(await collectTraces(page), secrets)).toEqual([]);
  expect(findOnDisk(sharedCentre.kioskData, [...CANARIES, code, DECISION])).toEqual([]);
});
