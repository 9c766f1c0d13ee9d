import type { Page } from '@playwright/test';
import { openCentre, type Centre } from '../support/journeys/centre.ts';
import { fillForm, planAnswers, sendForm } from '../support/journeys/form-walk.ts';
import type { KioskScreen } from '../support/journeys/kiosk-screen.ts';
import {
  anotherKioskScreen,
  deliveryOf,
  signInAtDesk,
  UNTIL_SENT,
} from '../support/journeys/one-application.ts';
import { readerTypes } from '../support/journeys/reader-hand.ts';
import { expect, test } from '../support/journeys/test.ts';
import { untilShown } from '../support/journeys/until-shown.ts';
import { deskWords } from '../support/journeys/words.ts';
import { readService } from '../support/packs/read-pack.ts';
import { signIn, type DeskClient } from '../support/portal/desk-client.ts';

const SENTENCE = 'Məktəb yoluna işıq qoyulsun';
const DAY = 86_400_000;
const text = (az: string) => ({ az });

/** Proposes the topic and answers its registration number. */
const propose = async (citizen: KioskScreen): Promise<string> => {
  const { words } = citizen;
  const topic = readService('topic-proposal');
  await citizen.begin();
  await citizen.tap(new RegExp(`^${words('home.haveASay')}`));
  await citizen.tap(new RegExp(`^${words('participation.topics')}`));
  await citizen.tap(words('topics.propose'));
  await citizen.tap(words('topics.start'));
  await fillForm(
    citizen,
    topic,
    planAnswers(topic, { direction: 'safety', sentence: SENTENCE, more: '' }),
  );
  await sendForm(citizen, topic);
  const delivery = deliveryOf(citizen);
  await expect(delivery).toContainText(words('delivery.received'), { timeout: UNTIL_SENT });
  const number =
    (await citizen.page.locator('.registration dd').first().textContent())?.trim() ?? '';
  await citizen.leave();
  return number;
};

/** The official publishes the words as they were written. */
const approve = async (page: Page, centre: Centre, number: string): Promise<string> => {
  const words = deskWords('az');
  await page.goto(`${centre.portal().desk}#/topics`);
  // The list of cases, from which this page comes, has a link of the same number.
  await expect(
    page.getByRole('heading', { level: 1, name: words('topics.heading') }),
  ).toBeVisible();
  await page.getByRole('link', { name: number }).click();
  await page.getByRole('button', { name: words('topics.approve'), exact: true }).click();
  await expect(page.getByText(words('topics.done.approveTopic'))).toBeVisible();
  return new URL(page.url()).hash.split('/').at(-1) ?? '';
};

/** Two officials make a survey of it: what they fill in at the desk is proved elsewhere. */
const openSurvey = async (centre: Centre, topicId: string): Promise<void> => {
  const { address, official, colleague } = centre.portal();
  const author = await signIn(address, official);
  const opens = Date.now();
  const question = {
    kind: 'single' as const,
    id: 'light',
    text: text('İşıq qoyulsun?'),
    options: [
      { id: 'yes', text: text('Bəli') },
      { id: 'no', text: text('Xeyr') },
    ],
  };
  const draft = await author.call('createSurvey', {
    body: {
      content: {
        authorityId: 'az-mas',
        origin: 'citizens',
        title: text(SENTENCE),
        summary: text('Sakinlərin təklifi'),
        level: 'declared',
        questions: [question],
        resultRule: 'in_steps',
        minBatch: 2,
      },
      opens,
      closes: opens + DAY,
      graceDays: 1,
      topicId,
    },
  });
  const params = { draftId: draft.draftId };
  const { rev } = await author.call('submitSurvey', { params, body: { rev: draft.rev } });
  const second: DeskClient = await signIn(address, colleague);
  await second.call('publishSurvey', { params, body: { rev } });
};

/** From the free kiosk to the tracker of a vote. */
const vote = async (citizen: KioskScreen, fin: string, choice: string): Promise<string> => {
  const { page, words } = citizen;
  await citizen.begin();
  await citizen.tap(new RegExp(`^${words('home.haveASay')}`));
  await citizen.tap(new RegExp(`^${words('participation.vote')}`));
  await citizen.tap(new RegExp(`^${SENTENCE}`));
  await citizen.tap(words('surveys.start'));
  await page.locator('#fin').fill(fin);
  await page.locator('#documentNo').fill('AA1234567');
  await citizen.goOn();
  await page.locator(`label:has(input[value="${choice}"])`).tap();
  await citizen.goOn();
  await citizen.tap(words('vote.cast'));
  await citizen.expectHeading(words('vote.doneHeading'));
  const tracker = (await page.locator('.tracker .code').textContent())?.trim() ?? '';
  await citizen.leave();
  return tracker;
};

const lookUp = async (citizen: KioskScreen, tracker: string): Promise<void> => {
  const { page, words } = citizen;
  await citizen.tap(words('results.find'));
  await citizen.expectHeading(words('vote.findHeading'));
  await readerTypes(page, `${tracker}\n`);
  await expect(page.getByText(words('vote.states.counted'), { exact: true })).toBeVisible();
};

test('a proposal becomes a survey, is voted in without a network, and its result and trackers are found', async ({
  browser,
}) => {
  const centre = await openCentre({
    kiosk: { portal: { ballotDelay: 0 } },
    portalEnv: { PORTAL_BOARDS_EVERY: '1' },
  });
  const citizen = await anotherKioskScreen(browser);
  const { page, words } = citizen;
  await citizen.open(centre.kiosk().address);
  const number = await propose(citizen);

  const desk = await (await browser.newContext()).newPage();
  await signInAtDesk(browser, centre, desk);
  await openSurvey(centre, await approve(desk, centre, number));
  const open = new RegExp(`^${SENTENCE}`);
  await citizen.begin();
  await citizen.tap(new RegExp(`^${words('home.haveASay')}`));
  await citizen.tap(new RegExp(`^${words('participation.vote')}`));
  const toSurveys = () => citizen.tap(new RegExp(`^${words('participation.vote')}`));
  await untilShown(citizen, page.getByRole('button', { name: open }), toSurveys);
  await citizen.tap(words('frame.startOver'));
  await citizen.leave();

  centre.cable.cut();
  const trackers = [
    await vote(citizen, '5QA1B0C', 'yes'),
    await vote(citizen, '5QA1B0D', 'no'),
  ] as const;
  centre.cable.mend();

  await citizen.begin();
  await citizen.tap(new RegExp(`^${words('home.haveASay')}`));
  await citizen.tap(new RegExp(`^${words('participation.vote')}`));
  await citizen.tap(open);
  const toResults = () => citizen.tap(words('surveys.results'));
  await toResults();
  await untilShown(citizen, page.getByRole('table'), toResults);
  await expect(page.getByRole('row', { name: 'Bəli' })).toContainText('50 %');
  for (const tracker of trackers) {
    await lookUp(citizen, tracker);
    await citizen.tap(words('page.back'));
    await toSurveys();
    await citizen.tap(open);
    await toResults();
  }
  await centre.close();
});
