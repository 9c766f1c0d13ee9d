import * as v from 'valibot';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { TOPIC_SERVICE_ID } from '../../contract/participation.ts';
import type { SurveySummary, SurveyView, TopicSummary } from '../../contract/participation.ts';
import type { DraftView, KioskStatus, Receipt } from '../../contract/views.ts';
import type { VoteFinding, VoteReceipt } from '../../contract/voting/views.ts';
import { kioskConfigSchema } from '../../electron/core/config.ts';
import type { Core } from '../../electron/core/core.ts';
import { createCore } from '../../electron/core/create-core.ts';
import { createNodePorts } from '../../electron/node-ports/node-ports.ts';
import { signIn } from '../support/portal/desk-client.ts';
import {
  PACKS_FOLDER,
  startTestPortal,
  type TestPortal,
} from '../support/portal/start-test-portal.ts';
import { makeTemporaryFolder } from '../support/portal/temporary-folder.ts';

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

const startKiosk = async (): Promise<Core> => {
  const folder = await makeTemporaryFolder('asan-kiosk');
  cleanUps.push(() => folder.remove());
  const kiosk = v.parse(kioskConfigSchema, {
    agencyName: text('ASAN'),
    centreName: text('Masallı'),
    authorityId: 'az-mas',
    callCentre: '108',
    portal: {
      url: portal.url,
      keyThumbprint: portal.keyThumbprint,
      enrolmentCode: portal.enrolmentCode,
      pullEvery: 0.2,
      ballotDelay: 0,
    },
  });
  const keyWrap = {
    kind: 'none',
    wrap: (key: Uint8Array) => Promise.resolve(key),
    unwrap: (key: Uint8Array) => Promise.resolve(key),
  };
  const core = await createCore(createNodePorts({ keyWrap, writeLog: () => undefined }), {
    kiosk,
    dataFolder: folder.path,
    packsFolder: PACKS_FOLDER,
    version: '0.0.0-test',
  });
  cleanUps.push(() => core.stop());
  return core;
};

const ask = async <T>(core: Core, session: string, method: string, input: object): Promise<T> => {
  const result = await core.call(session, method, input);
  if (!result.ok) throw new Error(`${method}: ${JSON.stringify(result.error)}`);
  return result.value as T;
};

it('leads from a proposal to the desk, to a survey at the kiosk, to results and a vote that is found', async () => {
  const kiosk = await startKiosk();
  const session = kiosk.openSession();
  const call = <T>(method: string, input: object = {}): Promise<T> =>
    ask<T>(kiosk, session, method, input);
  await expect
    .poll(() => call<KioskStatus>('kiosk.status'), WAIT)
    .toMatchObject({ online: true, canSave: true });

  await call('session.begin', { language: 'az' });
  const draft = await call<DraftView>('applications.start', { serviceId: TOPIC_SERVICE_ID });
  const { applicationId } = await call<Receipt>('applications.submit', {
    applicationId: draft.applicationId,
    serviceVersion: draft.serviceVersion,
    answers: { authority: 'az-mas', direction: 'safety', sentence: 'Küçəmizə işıq qoyulsun' },
    confirmed: true,
  });
  await expect
    .poll(() => call('applications.delivery', { applicationId }), WAIT)
    .toMatchObject({ state: 'received' });

  const author = await signIn(portal.url, portal.desk.masalli);
  const colleague = await signIn(portal.url, portal.desk.masalliColleague);
  const topicId = applicationId;
  await author.call('approveTopic', {
    params: { topicId },
    body: { rev: 1, text: text('Küçəmizə işıq qoyulsun'), direction: 'safety' },
  });
  await expect
    .poll(async () => (await call<TopicSummary[]>('topics.list')).map((one) => one.topicId), WAIT)
    .toContain(topicId);
  const similar = await call<TopicSummary[]>('topics.similar', {
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
      const surveys = await call<SurveySummary[]>('surveys.list');
      return surveys.find((one) => one.surveyId === surveyId)?.phase;
    }, WAIT)
    .toBe('open');

  const trackers: string[] = [];
  for (const [fin, choice] of [
    ['5QA1B0C', 'yes'],
    ['5QA1B0D', 'no'],
  ] as const) {
    await call('session.begin', { language: 'az' });
    const { tracker } = await call<VoteReceipt>('votes.cast', {
      surveyId,
      rev: 1,
      answers: { light: choice },
      voter: { fin, documentNo: 'AA1234567' },
    });
    trackers.push(tracker);
  }
  const again = await kiosk.call(session, 'votes.cast', {
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
      return (await call<SurveyView>('surveys.get', { surveyId })).results?.cast;
    }, WAIT)
    .toBe(2);
  const view = await call<SurveyView>('surveys.get', { surveyId });
  expect(view.topicId).toBe(topicId);
  expect(view.results?.totals?.declared.questions['light']).toMatchObject({
    answered: 2,
    options: { yes: 1, no: 1 },
  });
  for (const tracker of trackers)
    expect(await call<VoteFinding>('votes.findTracker', { tracker })).toMatchObject({
      state: 'counted',
      surveyId,
    });
  const page = await fetch(`${portal.url}/participation/tracker?lang=en&tracker=${trackers[0]}`);
  expect(await page.text()).toContain('stands in the list, the vote was counted');
}, 180_000);
