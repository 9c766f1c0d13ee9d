import type { Answers } from '../../contract/packs.ts';
import { readService } from '../support/packs/read-pack.ts';
import { findBarriers } from '../support/journeys/inspect-screen.ts';
import {
  applyFor,
  fillForm,
  planAnswers,
  purposeWord,
  sendForm,
} from '../support/journeys/form-walk.ts';
import { deliveryOf, openRecords, UNTIL_SENT } from '../support/journeys/one-application.ts';
import { expect, test } from '../support/journeys/test.ts';

const text = (words: string): Answers => ({ text: words, direction: 'roads' });

type Appeal = readonly [id: string, wanted: Answers];

/** Each type, by oneself and with others, for somebody else and for an organisation. */
const APPEALS: readonly Appeal[] = [
  ['appeal-complaint', { ...text('Küçədə işıq yanmır.'), place: 'az-mas/D4', answerBy: 'phone' }],
  ['appeal-complaint', { ...text('Yol dağılıb.'), behalf: 'together', people: ['Əli Həsənov'] }],
  ['appeal-application', { ...text('Arayış istəyirəm.'), behalf: 'own', answerBy: 'paper' }],
  ['appeal-application', { ...text('Su çəkilsin.'), behalf: 'representative' }],
  ['appeal-proposal', { ...text('Park salınsın.'), behalf: 'together' }],
  ['appeal-proposal', { ...text('Skamya qoyulsun.'), behalf: 'organisation' }],
  ['appeal-discrimination', { ...text('Dilimə görə qəbul etmədilər.'), ground: 'language' }],
  ['appeal-thanks', { text: 'Çox sağ olun.' }],
];

test('every type of appeal, alone and together, is saved without a network and arrives once there is one', async ({
  citizen,
  sharedCentre,
}) => {
  const { page, words } = citizen;
  sharedCentre.cable.cut();
  await citizen.begin();
  const references: string[] = [];
  for (const [id, wanted] of APPEALS) {
    const { reference } = await applyFor(citizen, readService(id), wanted);
    await expect(deliveryOf(citizen)).toContainText(words('delivery.saved'));
    references.push(reference);
    if (id !== 'appeal-thanks') await citizen.tap(words('done.more'));
  }
  await expect(page.locator('main')).toContainText(words('next.noAnswerDue'));
  sharedCentre.cable.mend();
  await expect(deliveryOf(citizen)).toContainText(words('delivery.received'), {
    timeout: UNTIL_SENT,
  });
  const find = await openRecords(sharedCentre);
  for (const reference of references)
    await expect.poll(async () => (await find(reference)).length, { timeout: UNTIL_SENT }).toBe(1);
});

/** The way through a form is the same with a network: here one that is answered and one that is not. */
const SENT_AT_ONCE: readonly Appeal[] = [
  ['appeal-complaint', { ...text('Küçədə işıq yanmır. 2'), place: 'az-mas/D4', answerBy: 'phone' }],
  ['appeal-thanks', { text: 'Çox sağ olun. 2' }],
];

test('appeals are received at once with a network; the same again is told and never refused', async ({
  citizen,
}) => {
  const { page, words } = citizen;
  await citizen.begin();
  for (const [id, wanted] of SENT_AT_ONCE) {
    await applyFor(citizen, readService(id), wanted);
    await expect(deliveryOf(citizen)).toContainText(words('delivery.received'));
    await citizen.tap(words('done.more'));
  }
  const complaint = readService('appeal-complaint');
  const again = planAnswers(complaint, SENT_AT_ONCE[0]?.[1]);
  await citizen.tap(new RegExp(`^${words('home.appeal')}`));
  await citizen.tap(new RegExp(`^${complaint.passport.title.az}`));
  await citizen.tap(purposeWord(citizen, complaint, 'start'));
  await fillForm(citizen, complaint, again);
  await page.locator('label:has(#confirm)').tap();
  await citizen.tap(purposeWord(citizen, complaint, 'send'));
  await citizen.expectHeading(words('repeat.heading'));
  expect(await findBarriers(page)).toEqual([]);
  await citizen.tap(words('repeat.asNew'));
  await citizen.expectReceipt();
});

for (const network of ['without a network', 'with a network'] as const)
  test(`an idea is sent and a task rated ${network}`, async ({ citizen, sharedCentre }) => {
    const { page, words } = citizen;
    if (network === 'without a network') sharedCentre.cable.cut();
    const idea = readService('idea');
    await citizen.begin();
    await citizen.tap(words('home.idea'));
    await citizen.expectHeading(words('ideas.heading'));
    await citizen.tap(words('ideas.send'));
    await citizen.tap(purposeWord(citizen, idea, 'start'));
    await fillForm(citizen, idea, planAnswers(idea, { ideaTitle: `Kölgə ${network}` }));
    // Words alone: nobody is asked for papers.
    await expect(page.locator('#check-papers')).toHaveCount(0);
    await sendForm(citizen, idea);
    await citizen.tap(words('feedback.ratings.5'));
    await citizen.expectHeading(words('feedback.heading'));
    await citizen.tap(words('feedback.reasons.easy'));
    await citizen.tap(words('feedback.send'));
    await citizen.expectHeading(words('feedback.thanks'));
    await citizen.tap(words('feedback.goOn'));
    await expect(page.locator('main')).toContainText(words('feedback.given'));
    sharedCentre.cable.mend();
    await expect(deliveryOf(citizen)).toContainText(words('delivery.received'), {
      timeout: UNTIL_SENT,
    });
  });
