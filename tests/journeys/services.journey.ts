import type { Answers } from '../../contract/packs.ts';
import { readService, serviceIds } from '../support/packs/read-pack.ts';
import {
  applyFor,
  fillByTouch,
  openService,
  planAnswers,
  purposeWord,
  sendForm,
} from '../support/journeys/form-walk.ts';
import { deliveryOf, openRecords, UNTIL_SENT } from '../support/journeys/one-application.ts';
import { expect, test } from '../support/journeys/test.ts';

/** Services of different shape, with what makes the way through each its own. */
const SERVICES: Readonly<Record<string, Answers>> = {
  'gas-debt-certificate': {},
  'family-certificate': { kinshipPapers: ['birth', 'marriage'] },
  'guardianship-opinion': { childBirthDate: '2019-02-28' },
  'construction-permit': {},
  'housing-queue': {},
  'farmer-subsidy-appeal': { year: '2026' },
  commissioning: {},
};

test('services of every shape are saved without a network, and each arrives once there is one', async ({
  citizen,
  sharedCentre,
}) => {
  const { words } = citizen;
  sharedCentre.cable.cut();
  await citizen.begin();
  const references: string[] = [];
  for (const [id, wanted] of Object.entries(SERVICES)) {
    const { reference } = await applyFor(citizen, readService(id), wanted);
    await expect(deliveryOf(citizen)).toContainText(words('delivery.saved'));
    references.push(reference);
    await citizen.tap(words('done.more'));
  }
  sharedCentre.cable.mend();
  const find = await openRecords(sharedCentre);
  for (const reference of references)
    await expect.poll(async () => (await find(reference)).length, { timeout: UNTIL_SENT }).toBe(1);
});

test('with a network they are received while the citizen still stands there, one after the other', async ({
  citizen,
}) => {
  const { words } = citizen;
  await citizen.begin();
  // The way through a form is the same; what differs begins with sending.
  for (const id of ['guardianship-opinion', 'commissioning']) {
    await applyFor(citizen, readService(id), SERVICES[id]);
    await expect(deliveryOf(citizen)).toContainText(words('delivery.received'));
    await citizen.tap(words('done.more'));
  }
});

/** The service with the fewest minutes in its passport, answered as somebody does who knows it. */
const SHORTEST = 'gas-debt-certificate';
const PRACTISED: Answers = {
  subscriberCode: '1234567',
  smartCardNumber: '1234567',
  applicantName: 'Əli Əliyev',
  applicantFin: '5QA1B0C',
  address: 'Masallı, Gülzar 7',
};

test('a practised hand is done with the shortest service in less than two minutes, by touch alone', async ({
  citizen,
}, testInfo) => {
  const { page } = citizen;
  const service = readService(SHORTEST);
  for (const id of serviceIds())
    if (readService(id).purpose === 'application')
      expect(readService(id).passport.minutes).toBeGreaterThanOrEqual(service.passport.minutes);
  await page.evaluate(() => {
    const touched = window as { touches?: number };
    touched.touches = 0;
    window.addEventListener('pointerdown', () => (touched.touches = (touched.touches ?? 0) + 1));
  });
  const start = Date.now();
  await citizen.begin();
  await openService(citizen, service);
  await citizen.tap(purposeWord(citizen, service, 'start'));
  await fillByTouch(citizen, service, planAnswers(service, PRACTISED));
  await sendForm(citizen, service);
  const seconds = (Date.now() - start) / 1000;
  const touches = await page.evaluate(() => (window as { touches?: number }).touches ?? 0);
  const line = `${SHORTEST}: ${touches} touches, ${seconds.toFixed(1)} s from the first touch to the confirmation`;
  console.log(line);
  testInfo.annotations.push({ type: 'time', description: line });
  expect(seconds).toBeLessThan(120);
});

test('a service that asks for more than a typed name says so before the first question', async ({
  citizen,
}) => {
  const { page, words } = citizen;
  const service = readService('adult-name-change');
  await citizen.begin();
  await openService(citizen, service);
  await expect(page.getByText(words('identity.before.staff-seen'))).toBeVisible();
  await citizen.tap(purposeWord(citizen, service, 'start'));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(words('identity.heading'));
});
