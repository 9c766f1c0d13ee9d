import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  DECISION_PUBLICATION,
  publishedDecisionSchema,
  publishedTopicSchema,
  TOPIC_PUBLICATION,
} from '../../../contract/participation.ts';
import { formatTracker } from '../../../contract/voting/tracker.ts';
import type { SurveyDraftInput } from '../../../portal/desk-api/participation.ts';
import { inTransaction } from '../../../portal/db/transactions.ts';
import { countManifests } from '../../../portal/voting/survey-lists.ts';
import { propose, topicContent } from '../../support/participation/sample-topic.ts';
import { signIn, type DeskClient } from '../../support/portal/desk-client.ts';
import { enrolKiosk, openCaseState, type KioskDouble } from '../../support/portal/kiosk-double.ts';
import { sealText } from '../../support/portal/sample-application.ts';
import {
  createMovableClock,
  startTestPortal,
  type TestPortal,
} from '../../support/portal/start-test-portal.ts';
import { createVoter, DAY, HOUR } from '../../support/voting/voters.ts';

const clock = createMovableClock();
let portal: TestPortal;
let author: DeskClient;
let colleague: DeskClient;
let quba: DeskClient;
let kiosk: KioskDouble;

beforeAll(async () => {
  portal = await startTestPortal({ ports: { clock } });
  await signInAll();
  kiosk = await enrolKiosk(portal, portal.enrolmentCode);
}, 60_000);
afterAll(() => portal.dispose());

/** Again after the clock has moved: sessions end after half an hour. */
const signInAll = async (): Promise<void> => {
  author = await signIn(portal.url, portal.desk.masalli);
  colleague = await signIn(portal.url, portal.desk.masalliColleague);
  quba = await signIn(portal.url, portal.desk.quba);
};

const az = (text: string) => ({ az: text });
const draft = (changes: Partial<SurveyDraftInput['content']> = {}): SurveyDraftInput => ({
  content: {
    authorityId: 'az-mas',
    origin: 'authority',
    title: { az: 'Parkda işıqlar', ru: 'Фонари в парке', en: 'Lamps in the park' },
    summary: az('Parkda 40 işıq qoyulacaq.'),
    card: [{ heading: az('Nə vaxt'), text: az('Yazda') }],
    level: 'declared',
    questions: [
      {
        kind: 'single',
        id: 'lamps',
        text: az('İşıqlar qoyulsun?'),
        options: [
          { id: 'yes', text: az('Bəli') },
          { id: 'no', text: az('=Xeyr, "heç vaxt"') },
        ],
      },
    ],
    resultRule: 'at_end',
    minBatch: 2,
    ...changes,
  },
  opens: clock.now(),
  closes: clock.now() + DAY,
  graceDays: 1,
});

const published = async <S extends v.GenericSchema>(kind: string, id: string, schema: S) => {
  const row = await portal.portal.context.db
    .selectFrom('publications')
    .select('body')
    .where('kind', '=', kind)
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.body == null ? undefined : v.parse(schema, JSON.parse(row.body));
};

/** From a draft to an open survey. */
const openSurvey = async (changes: Partial<SurveyDraftInput['content']> = {}, topicId?: string) => {
  const made = await author.call('createSurvey', {
    body: { ...draft(changes), ...(topicId === undefined ? {} : { topicId }) },
  });
  const params = { draftId: made.draftId };
  const sent = await author.call('submitSurvey', { params, body: { rev: made.rev } });
  return colleague.call('publishSurvey', { params, body: { rev: sent.rev } });
};

const vote = async (surveyId: string, answer: string): Promise<string> => {
  const { context } = portal.portal;
  const manifest = await context.voting.surveys.find(surveyId);
  if (manifest === undefined) throw new Error('no such survey');
  const voter = await createVoter(manifest, { answers: { lamps: answer } });
  const arrival = { channel: 'kiosk', castAt: clock.now(), now: clock.now() } as const;
  const decided = await inTransaction(context.db, (tx) =>
    context.voting.registrar.decide(tx, voter.request, arrival, 'not_proved'),
  );
  if (decided.status !== 'signed') throw new Error(decided.status);
  const ballot = voter.ballot(decided.blindSig);
  if (ballot === undefined) throw new Error('no ballot');
  await context.voting.ballotBox.take(context.db, ballot, clock.now());
  return voter.prepared.tracker;
};

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${portal.url}/participation${path}`, { redirect: 'manual', headers });

describe('a proposed topic', () => {
  it('is published in the words of the official, and the citizen reads that it was', async () => {
    const content = await propose(kiosk, topicContent({ more: 'Uşaqlar palçıqdan keçir.' }));
    const params = { topicId: content.id };
    const { topics } = await author.call('listTopics');
    expect(topics.find(({ topicId }) => topicId === content.id)).toMatchObject({
      state: 'waiting',
      late: false,
    });
    const opened = await author.call('openTopic', { params });
    expect(opened).toMatchObject({
      sentence: 'Məktəb yolunun təmiri',
      more: 'Uşaqlar palçıqdan keçir.',
      direction: 'roads-transport',
    });
    const text = { az: 'Məktəb yolu təmir edilsin', ru: 'Отремонтировать дорогу к школе' };
    const approved = await author.call('approveTopic', {
      params,
      body: { rev: opened.rev ?? 0, text, direction: 'roads-transport' },
    });
    expect(approved.state).toBe('approved');
    expect(approved.decision).toContain('qəbul olundu');
    expect(await published(TOPIC_PUBLICATION, content.id, publishedTopicSchema)).toMatchObject({
      text,
      authorityId: 'az-mas',
    });
    const { cases } = await kiosk.pull();
    const envelope = cases.find(({ lookupId }) => lookupId === content.caseAccess.lookupId);
    if (envelope === undefined) throw new Error('the kiosk heard nothing');
    const { state } = await openCaseState(envelope, content.caseAccess.key);
    expect(state.decision).toMatchObject({ kind: 'answered' });
  });

  it('shows the official what is published already and says the same', async () => {
    const content = await propose(kiosk, topicContent({ sentence: 'Məktəbin yolu təmir olunsun' }));
    const { similar } = await author.call('openTopic', { params: { topicId: content.id } });
    expect(similar.map(({ text }) => text.az)).toContain('Məktəb yolu təmir edilsin');
  });

  it.each([
    ['returnTopic', 'возвращена на доработку'],
    ['declineTopic', 'не опубликована'],
  ] as const)(
    'is never refused without a reason that the citizen reads: %s',
    async (action, words) => {
      const content = await propose(kiosk, topicContent({}, { language: 'ru' }));
      const params = { topicId: content.id };
      const none = await author.problem(action, { params, body: { rev: 1, reason: '  ' } });
      expect(none.name).toBe('bad-input');
      const done = await author.call(action, {
        params,
        body: { rev: 1, reason: 'Назовите, пожалуйста, улицу.' },
      });
      expect(done.state).toBe('closed');
      expect(done.decision).toContain(words);
      expect(done.decision).toContain('Назовите, пожалуйста, улицу.');
      expect(await published(TOPIC_PUBLICATION, content.id, publishedTopicSchema)).toBeUndefined();
    },
  );

  it('is another authority’s business alone', async () => {
    const content = await propose(kiosk);
    const params = { topicId: content.id };
    expect((await quba.problem('openTopic', { params })).name).toBe('not-found');
    const body = { rev: 1, text: az('Bizim olsun'), direction: 'other' };
    expect((await quba.problem('approveTopic', { params, body })).name).toBe('not-found');
    expect((await quba.call('listTopics')).topics.map(({ topicId }) => topicId)).not.toContain(
      content.id,
    );
  });

  it('is published once, whoever of two officials is faster', async () => {
    const content = await propose(kiosk);
    const body = { rev: 1, text: az('Yol'), direction: 'roads-transport' };
    const input = { params: { topicId: content.id }, body };
    const answers = await Promise.all([
      author.send('approveTopic', input),
      colleague.send('approveTopic', input),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('cannot be published without Azerbaijani, or in a direction that does not exist', async () => {
    const content = await propose(kiosk);
    const params = { topicId: content.id };
    const ru = { rev: 1, text: { ru: 'Дорога' } as never, direction: 'other' };
    expect((await author.problem('approveTopic', { params, body: ru })).name).toBe('bad-input');
    const moon = { rev: 1, text: az('Yol'), direction: 'moon' };
    expect((await author.problem('approveTopic', { params, body: moon })).name).toBe('bad-input');
  });
});

describe('a survey', () => {
  it('that kiosks could not take is refused when it is written, in words that say so', async () => {
    const text = (letter: string) => ({ az: letter.repeat(2_000), ru: letter.repeat(2_000) });
    const statements = Array.from({ length: 20 }, (_, at) => ({ id: `s${at}`, text: text('Ы') }));
    const questions = [{ kind: 'series' as const, id: 'many', text: az('Hansı?'), statements }];
    const body = draft({ questions });
    expect((await author.problem('createSurvey', { body })).name).toBe('too-large');
    const made = await author.call('createSurvey', { body: draft() });
    const params = { draftId: made.draftId };
    const longer = { rev: made.rev, ...body };
    expect((await author.problem('saveSurvey', { params, body: longer })).name).toBe('too-large');
  });

  it('needs a second pair of eyes', async () => {
    const made = await author.call('createSurvey', { body: draft() });
    const params = { draftId: made.draftId };
    const sent = await author.call('submitSurvey', { params, body: { rev: made.rev } });
    expect(sent).toMatchObject({ state: 'checking', mine: true });
    const own = await author.problem('publishSurvey', { params, body: { rev: sent.rev } });
    expect(own.name).toBe('not-allowed');
    expect((await quba.problem('openSurvey', { params })).name).toBe('not-found');
    const open = await colleague.call('publishSurvey', { params, body: { rev: sent.rev } });
    expect(open).toMatchObject({ state: 'opened', mine: false });
    const again = await colleague.problem('publishSurvey', { params, body: { rev: sent.rev } });
    expect(again.name).toBe('changed-meanwhile');
  });

  it('is opened once by two colleagues who press at the same moment', async () => {
    const made = await author.call('createSurvey', { body: draft() });
    const params = { draftId: made.draftId };
    const { rev } = await author.call('submitSurvey', { params, body: { rev: made.rev } });
    const before = await countManifests(portal.portal.context.db);
    const answers = await Promise.all([
      colleague.send('publishSurvey', { params, body: { rev } }),
      colleague.send('publishSurvey', { params, body: { rev } }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await countManifests(portal.portal.context.db)).toBe(before + 1);
  });

  it('goes back to its author with a remark', async () => {
    const made = await author.call('createSurvey', { body: draft() });
    const params = { draftId: made.draftId };
    const sent = await author.call('submitSurvey', { params, body: { rev: made.rev } });
    const back = await colleague.call('sendBackSurvey', {
      params,
      body: { rev: sent.rev, remark: 'Rusca tərcümə edin' },
    });
    expect(back).toMatchObject({ state: 'draft', remark: 'Rusca tərcümə edin' });
  });

  it('is refused with another authority, a closing before its opening, or a broken question', async () => {
    const foreign = await author.problem('createSurvey', {
      body: draft({ authorityId: 'az-qba' }),
    });
    expect(foreign.name).toBe('bad-input');
    const late = { ...draft(), closes: clock.now() - HOUR };
    expect((await author.problem('createSurvey', { body: late })).name).toBe('bad-input');
    const single = draft().content.questions[0]!;
    const oneOption = { ...single, options: [{ id: 'yes', text: az('Bəli') }] } as typeof single;
    const broken = draft({ questions: [oneOption] });
    expect((await author.problem('createSurvey', { body: broken })).name).toBe('bad-input');
  });

  it('that came of a topic is named on the topic', async () => {
    const content = await propose(kiosk);
    await author.call('approveTopic', {
      params: { topicId: content.id },
      body: { rev: 1, text: az('Yol'), direction: 'roads-transport' },
    });
    const { surveyId } = await openSurvey({ origin: 'citizens' }, content.id);
    expect(await published(TOPIC_PUBLICATION, content.id, publishedTopicSchema)).toMatchObject({
      surveyId,
    });
    const missing = await author.problem('createSurvey', {
      body: { ...draft(), topicId: randomUUID() },
    });
    expect(missing.name).toBe('not-found');
  });

  it('closes early with a reason that stands on its public page', async () => {
    const { draftId, surveyId } = await openSurvey();
    clock.advance(60_000);
    const closed = await author.call('closeSurvey', {
      params: { draftId },
      body: { reason: az('Layihə ləğv edildi.') },
    });
    expect(closed.closedEarly?.reason).toEqual(az('Layihə ləğv edildi.'));
    const page = await (await get(`/surveys/${surveyId}?lang=en`)).text();
    expect(page).toContain('Closed before the announced time');
    expect(page).toContain('Layihə ləğv edildi.');
  });
});

describe('results', () => {
  it('are kept back until the end by the rule, then published with what was decided, or that nothing was', async () => {
    const { draftId, surveyId = '' } = await openSurvey();
    const tracker = await vote(surveyId, 'yes');
    for (const answer of ['yes', 'no', 'yes']) await vote(surveyId, answer);
    const { surveys } = portal.portal.context.voting;
    await surveys.publishDue();

    const early: unknown = await (await get(`/surveys/${surveyId}/data.json`)).json();
    expect(early).toMatchObject({ rows: [], final: false, cast: { declared: 4 } });
    const params = { draftId };
    const decision = { outcome: 'accepted' as const, text: az('Yazda qoyuruq.') };
    const soon = await author.problem('decideSurvey', { params, body: decision });
    expect(soon.name).toBe('changed-meanwhile');

    clock.advance(5 * DAY);
    await surveys.publishDue();
    await signInAll();
    const page = await (await get(`/surveys/${surveyId}?lang=en`)).text();
    expect(page).toContain('The authority has not said yet what it does with the result.');
    expect(page).toContain('Chosen most: Bəli. 3 of 4, that is 75 %.');
    expect(page).toMatch(/<rect class="fill" width="75" height="10"/u);
    expect(page).not.toContain('<script');

    await author.call('decideSurvey', { params, body: decision });
    expect(await published(DECISION_PUBLICATION, surveyId, publishedDecisionSchema)).toMatchObject({
      outcome: 'accepted',
      official: { name: 'Aygün Məmmədova' },
    });
    const twice = await author.problem('decideSurvey', { params, body: decision });
    expect(twice.name).toBe('changed-meanwhile');
    expect(await (await get(`/surveys/${surveyId}?lang=en`)).text()).toContain('Yazda qoyuruq.');

    const found = await (await get(`/tracker?lang=en&tracker=${formatTracker(tracker)}`)).text();
    expect(found).toContain('stands in the list, the vote was counted');
    expect(await (await get(`/surveys/${surveyId}/trackers.txt`)).text()).toContain(tracker);
  });

  it('are open data: JSON with metadata, CSV that no spreadsheet takes for a formula', async () => {
    const { surveyId = '' } = await openSurvey({ resultRule: 'in_steps' });
    for (const answer of ['no', 'no']) await vote(surveyId, answer);
    await portal.portal.context.voting.surveys.publishDue();
    const json = await get(`/surveys/${surveyId}/data.json`);
    expect(json.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(await json.json()).toMatchObject({
      identifier: surveyId,
      licence: 'https://creativecommons.org/licenses/by/4.0/',
      publisher: 'az-mas',
      issued: { declared: 2 },
      decision: null,
      rows: [{ total: 0 }, { total: 2, unit: 'ballots', answered: 2 }],
    });
    const csv = await (await get(`/surveys/${surveyId}/data.csv`)).text();
    expect(csv).toContain(`# identifier: ${surveyId}\r\n`);
    expect(csv).toContain(
      `"lamps","İşıqlar qoyulsun?","","'=Xeyr, ""heç vaxt""","ballots",0,2,2,2`,
    );
  });
});

describe('nobody sees who voted how', () => {
  it('no reply of the desk and no public file holds a vote, a voter or a kiosk', async () => {
    const { draftId, surveyId = '' } = await openSurvey({ resultRule: 'in_steps' });
    const { context } = portal.portal;
    for (const answer of ['yes', 'no']) await vote(surveyId, answer);
    await context.voting.surveys.publishDue();
    const issuances = await context.db.selectFrom('registrar_issuances').selectAll().execute();
    const ballots = await context.db.selectFrom('ballot_box_ballots').selectAll().execute();
    const secrets = [
      ...issuances.flatMap(({ person, blinded }) => [person, blinded]),
      ...ballots.flatMap(({ token, rnd, sig }) => [token, rnd, sig]),
      kiosk.id,
    ];
    const files = ['', '/data.json', '/data.csv', '/trackers.txt'].map((name) =>
      get(`/surveys/${surveyId}${name}`),
    );
    const texts = [
      JSON.stringify(await author.call('openSurvey', { params: { draftId } })),
      JSON.stringify(await author.call('listSurveys')),
      ...(await Promise.all(files.map(async (file) => (await file).text()))),
    ];
    for (const text of texts)
      for (const secret of secrets) expect(text.includes(secret)).toBe(false);
  });
});

describe('a remark on a survey', () => {
  it('is kept apart from every vote: without kiosk, moment, or the id that it came with', async () => {
    const { draftId, surveyId = '' } = await openSurvey();
    const id = randomUUID();
    const content = {
      v: 1,
      id,
      kind: 'survey-comment',
      surveyId,
      language: 'az',
      text: 'Skamya da qoyun',
    };
    const sealed = await sealText(JSON.stringify(content), id, kiosk.facts.sealingKey, {
      kind: 'survey-comment',
    });
    const { results } = await kiosk.sendItems([
      { id, kind: 'survey-comment', savedAt: clock.now(), sealed },
    ]);
    expect(results).toMatchObject([{ status: 'accepted' }]);
    const detail = await author.call('openSurvey', { params: { draftId } });
    expect(detail.comments).toEqual([{ language: 'az', text: 'Skamya da qoyun' }]);
    const rows = await portal.portal.context.db
      .selectFrom('survey_comments')
      .selectAll()
      .where('survey_id', '=', surveyId)
      .execute();
    expect(Object.keys(rows[0] ?? {}).sort()).toEqual(['id', 'language', 'survey_id', 'text']);
    expect(rows[0]?.id).not.toBe(id);
  });
});

describe('the public page', () => {
  it('is there without a sign-in, in three languages, with a policy that allows no script', async () => {
    for (const [language, word] of [
      ['az', 'Sorğular'],
      ['ru', 'Опросы'],
      ['en', 'Surveys'],
    ] as const) {
      const reply = await get(`/?lang=${language}`);
      expect(reply.status).toBe(200);
      expect(reply.headers.get('content-language')).toBe(language);
      expect(reply.headers.get('set-cookie')).toBeNull();
      expect(reply.headers.get('content-security-policy')).toContain("default-src 'none'");
      const page = await reply.text();
      expect(page).toContain(`<html lang="${language}">`);
      expect(page).toContain(`<h1>${word}</h1>`);
    }
  });

  it('takes the language of the browser when none was chosen', async () => {
    const reply = await get('/topics', { 'accept-language': 'ru-RU,ru;q=0.9' });
    expect(reply.headers.get('content-language')).toBe('ru');
  });

  it('shows what people typed as text, never as markup', async () => {
    const evil = '"><img src=x onerror=alert(1)>';
    await openSurvey({ title: az(`Park ${evil}`) });
    const pages = [
      await get('/?lang=az'),
      await get(`/tracker?tracker=${encodeURIComponent(evil)}`),
    ];
    for (const page of pages) expect(await page.text()).not.toContain('<img');
  });

  it('says so when there is no such survey, page or file', async () => {
    expect((await get('/surveys/nothing')).status).toBe(404);
    expect((await get('/surveys/nothing/data.csv')).status).toBe(404);
    expect(await (await get('/tracker?lang=en&tracker=xyz')).text()).toContain('has a mistake');
    const unknown = formatTracker('0123456789ABCDEF');
    const page = await (await get(`/tracker?lang=en&tracker=${unknown}`)).text();
    expect(page).toContain('not in the list yet');
  });

  it('has a calendar of what is to come', async () => {
    const { surveyId } = await openSurvey();
    const dates = (await (await get('/calendar.json')).json()) as { surveyId: string }[];
    expect(dates.map((date) => date.surveyId)).toContain(surveyId);
    const ics = await (await get('/calendar.ics')).text();
    expect(ics).toContain('BEGIN:VEVENT\r\n');
    expect(ics.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
  });
});
