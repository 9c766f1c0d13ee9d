import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { TOPIC_SERVICE_ID } from '../../contract/participation.ts';
import { signIn } from '../support/portal/desk-client.ts';
import { beginAt, startRealKiosk } from '../support/portal/real-kiosk.ts';
import { startTestPortal, type TestPortal } from '../support/portal/start-test-portal.ts';
import { createFakePrinter } from '../support/printing/fake-printer.ts';

const text = (word: string) => ({ az: word, ru: word, en: word });
const WAIT = { timeout: 60_000, interval: 200 };
const DAY = 86_400_000;

const cleanUps: (() => Promise<void>)[] = [];
let portal: TestPortal;
beforeAll(async () => {
  portal = await startTestPortal();
}, 60_000);
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});
afterAll(() => portal.dispose());

it('leads from a proposal to the desk, to a survey at the kiosk, to results and a vote that is found', async () => {
  const printer = createFakePrinter();
  const kiosk = await startRealKiosk({ portal, printer, portalConfig: { ballotDelay: 0 } });
  cleanUps.push(kiosk.dispose);
  const screen = await beginAt(kiosk);
  const { ask } = screen;
  const draft = await ask('applications.start', { serviceId: TOPIC_SERVICE_ID });
  const { applicationId } = await ask('applications.submit', {
    applicationId: draft.applicationId,
    serviceVersion: draft.serviceVersion,
    answers: { authority: 'az-mas', direction: 'safety', sentence: 'Küçəmizə işıq qoyulsun' },
    confirmed: true,
  });
  await expect
    .poll(() => ask('applications.delivery', { applicationId }), WAIT)
    .toMatchObject({ state: 'received' });

  const author = await signIn(portal.url, portal.desk.masalli);
  const colleague = await signIn(portal.url, portal.desk.masalliColleague);
  const topicId = applicationId;
  await author.call('approveTopic', {
    params: { topicId },
    body: { rev: 1, text: text('Küçəmizə işıq qoyulsun'), direction: 'safety' },
  });
  await expect
    .poll(async () => (await ask('topics.list', {})).map((one) => one.topicId), WAIT)
    .toContain(topicId);
  const similar = await ask('topics.similar', {
    authorityId: 'az-mas',
    direction: 'safety',
    text: 'kucemize isiq',
  });
  expect(similar.map((one) => one.topicId)).toEqual([topicId]);

  const now = Date.now();
  const made = await author.call('createSurvey', {
    body: {
      content: {
        authorityId: 'az-mas',
        origin: 'citizens',
        title: text('İşıq qoyulsun?'),
        summary: text('Sakinlərin təklifi'),
        level: 'declared',
        questions: [
          {
            kind: 'single',
            id: 'light',
            text: text('İşıq qoyulsun?'),
            options: [
              { id: 'yes', text: text('Bəli') },
              { id: 'no', text: text('Xeyr') },
            ],
          },
        ],
        resultRule: 'in_steps',
        minBatch: 2,
      },
      opens: now,
      closes: now + DAY,
      graceDays: 1,
      topicId,
    },
  });
  const params = { draftId: made.draftId };
  const sent = await author.call('submitSurvey', { params, body: { rev: made.rev } });
  const { surveyId = '' } = await colleague.call('publishSurvey', {
    params,
    body: { rev: sent.rev },
  });
  await expect
    .poll(async () => {
      const surveys = await ask('surveys.list', {});
      return surveys.find((one) => one.surveyId === surveyId)?.phase;
    }, WAIT)
    .toBe('open');

  const trackers: string[] = [];
  for (const [fin, choice] of [
    ['5QA1B0C', 'yes'],
    ['5QA1B0D', 'no'],
  ] as const) {
    await ask('session.begin', { language: 'az' });
    const { tracker } = await ask('votes.cast', {
      surveyId,
      rev: 1,
      answers: { light: choice },
      voter: { fin, documentNo: 'AA1234567' },
    });
    trackers.push(tracker);
  }
  const again = await screen.call('votes.cast', {
    surveyId,
    rev: 1,
    answers: { light: 'no' },
    voter: { fin: '5QA1B0C', documentNo: 'AA1234567' },
  });
  expect(again).toMatchObject({ ok: false, error: { code: 'already_voted' } });

  const { surveys } = portal.portal.context.voting;
  await expect
    .poll(async () => {
      await surveys.publishDue();
      return (await ask('surveys.get', { surveyId })).results?.cast;
    }, WAIT)
    .toBe(2);
  const view = await ask('surveys.get', { surveyId });
  expect(view.topicId).toBe(topicId);
  expect(view.results?.totals?.declared.questions['light']).toMatchObject({
    answered: 2,
    options: { yes: 1, no: 1 },
  });
  for (const tracker of trackers)
    expect(await ask('votes.findTracker', { tracker })).toMatchObject({
      state: 'counted',
      surveyId,
    });
  // On paper: the tracker without the choice, and the figures as tables.
  await ask('votes.print', { surveyId, tracker: trackers[0] ?? '', language: 'az' });
  await expect.poll(() => printer.orders.length, WAIT).toBe(1);
  const receipt = JSON.stringify(printer.orders[0]?.document);
  expect(receipt).toContain(trackers[0]);
  expect(receipt).not.toMatch(/Bəli|Xeyr|5QA1B0C/u);
  printer.end();
  await ask('surveys.print', { surveyId, language: 'az' });
  await expect.poll(() => printer.orders.length, WAIT).toBe(2);
  const blocks = printer.orders[1]?.document.blocks ?? [];
  expect(blocks.find(({ kind }) => kind === 'table')).toMatchObject({
    rows: [
      ['Cavab', 'Səs', 'Pay'],
      ['Bəli', '1', '50 %'],
      ['Xeyr', '1', '50 %'],
    ],
  });
  expect(blocks).toContainEqual(expect.objectContaining({ kind: 'qr', text: view.publicAddress }));
  expect(await ask('information.calendar', {})).toContainEqual(
    expect.objectContaining({ kind: 'survey', surveyId, title: text('İşıq qoyulsun?') }),
  );

  const page = await fetch(`${portal.url}/participation/tracker?lang=en&tracker=${trackers[0]}`);
  expect(await page.text()).toContain('stands in the list, the vote was counted');
}, 180_000);
