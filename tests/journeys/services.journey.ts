import type { Answers } from '../../contract/packs.ts';
import { readService } from '../support/packs/read-pack.ts';
import { applyFor, openService, purposeWord } from '../support/journeys/form-walk.ts';
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

test('the same services are received while the citizen still stands there', async ({ citizen }) => {
  const { words } = citizen;
  await citizen.begin();
  for (const [id, wanted] of Object.entries(SERVICES)) {
    await applyFor(citizen, readService(id), wanted);
    await expect(deliveryOf(citizen)).toContainText(words('delivery.received'));
    await citizen.tap(words('done.more'));
  }
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
