import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { SurveyManifest } from '../../../contract/voting/manifest.ts';
import { ROWS_PER_PAGE } from '../../../portal/desk-api/paging.ts';
import { countManifests } from '../../../portal/voting/survey-lists.ts';
import { signIn, type DeskClient } from '../../support/portal/desk-client.ts';
import {
  createMovableClock,
  startTestPortal,
  type TestPortal,
} from '../../support/portal/start-test-portal.ts';
import { surveyContent } from '../../support/voting/sample-survey.ts';
import { DAY, HOUR, timesFrom } from '../../support/voting/voters.ts';

const clock = createMovableClock();
let portal: TestPortal;
let official: DeskClient;
let survey: SurveyManifest;
let officialId: string;

beforeAll(async () => {
  portal = await startTestPortal({ ports: { clock } });
  official = await signIn(portal.url, portal.desk.masalli);
  const { db, voting } = portal.portal.context;
  const content = surveyContent({ authorityId: 'az-mas' });
  survey = await voting.surveys.open({ content, times: timesFrom(clock.now() - HOUR) });
  const row = await db.selectFrom('officials').select('id').executeTakeFirstOrThrow();
  officialId = row.id;
}, 60_000);
afterAll(() => portal.dispose());

const db = () => portal.portal.context.db;

/** The survey once more under another id, as its authority wrote it, and with a decision. */
const copySurvey = async (): Promise<string> => {
  const surveyId = `s-${randomUUID()}`;
  const { times, content } = survey;
  const manifest = JSON.stringify({ ...survey, surveyId });
  const { opens, closes } = times;
  const later = { grace_until: times.graceUntil, ballots_until: times.ballotsUntil };
  await db()
    .insertInto('surveys')
    .values({ id: surveyId, rev: 1, opens, closes, ...later, manifest, signed: '', final: false })
    .execute();
  await db()
    .insertInto('survey_drafts')
    .values({
      id: randomUUID(),
      authority_id: 'az-mas',
      topic_id: null,
      state: 'opened',
      rev: 1,
      content: JSON.stringify(content),
      opens,
      closes,
      grace_days: 1,
      author_id: officialId,
      checker_id: null,
      changed_at: clock.now(),
      remark: null,
      survey_id: surveyId,
    })
    .execute();
  const text = JSON.stringify({ az: 'Yazda qoyuruq.' });
  await db()
    .insertInto('survey_decisions')
    .values({ survey_id: surveyId, outcome: 'accepted', text, official_id: officialId, at: 1 })
    .execute();
  return surveyId;
};

const addStep = async (surveyId: string, step: number, trackers: readonly string[]) => {
  const board = JSON.stringify({
    v: 1,
    surveyId,
    step,
    asOf: clock.now(),
    final: false,
    issued: { verified: 0, declared: step, byChannel: { kiosk: step, online: 0 } },
    cast: { verified: 0, declared: step },
    spoilt: { verified: 0, declared: 0 },
    trackers: trackers.length,
    totals: null,
    root: 'A'.repeat(43),
  });
  await db()
    .insertInto('board_steps')
    .values({
      survey_id: surveyId,
      step,
      final: false,
      board,
      signed: '',
      trackers: trackers.join(''),
    })
    .execute();
};

const get = (path: string) => fetch(`${portal.url}/participation${path}`);

/** Queries that the database is asked while something is done. */
const queriesOf = async (work: () => Promise<unknown>): Promise<number> => {
  const asked = vi.spyOn(db().getExecutor(), 'executeQuery');
  await work();
  const { length } = asked.mock.calls;
  asked.mockRestore();
  return length;
};

describe('a list of surveys', () => {
  it.each([
    ['at the desk', () => official.call('listSurveys')],
    ['on the public page', () => get('/')],
  ])('%s is read in as many queries however long it is', async (_where, read) => {
    await addStep(await copySurvey(), 1, []);
    await read(); // knows the manifests afterwards
    const few = await queriesOf(read);
    for (let more = 0; more < 5; more += 1) await addStep(await copySurvey(), 1, []);
    await read();
    expect(await queriesOf(read)).toBe(few);
    expect(few).toBeLessThan(10);
  });

  it('says of each survey what was published last, and whether something was decided', async () => {
    const surveyId = await copySurvey();
    await addStep(surveyId, 1, []);
    await addStep(surveyId, 2, []);
    const { surveys } = await official.call('listSurveys');
    const row = surveys.find((one) => one.surveyId === surveyId);
    expect(row).toMatchObject({ issued: 2, cast: 2, decided: true, closes: survey.times.closes });
  });
});

describe('many surveys and topics', () => {
  beforeAll(async () => {
    for (let more = 0; more < ROWS_PER_PAGE; more += 1) await copySurvey();
    const topics = Array.from({ length: ROWS_PER_PAGE + 1 }, (_, index) => ({
      id: randomUUID(),
      authority_id: 'az-mas',
      direction: 'roads-transport',
      text: JSON.stringify({ az: `Mövzu ${index}` }),
      more: null,
      approved_at: index,
      approved_by: officialId,
      survey_id: null,
    }));
    await db().insertInto('topics').values(topics).execute();
  });

  it('come in pages at the desk', async () => {
    const first = await official.call('listSurveys');
    const second = await official.call('listSurveys', { query: { page: '2' } });
    expect([first.page, second.page, first.pages]).toEqual([1, 2, 2]);
    expect(first.surveys).toHaveLength(ROWS_PER_PAGE);
    const ids = new Set(first.surveys.map(({ draftId }) => draftId));
    expect(second.surveys.filter(({ draftId }) => ids.has(draftId))).toEqual([]);
    expect(second.surveys.length).toBeGreaterThan(0);
  });

  it.each([
    ['/', 'surveys/s-'],
    ['/data', 'data.csv'],
    ['/topics', 'Mövzu'],
  ])('come in pages at %s, which lead to one another', async (path, sign) => {
    const page = async (number: number) =>
      (await get(`${path}?lang=en${number === 1 ? '' : `&page=${number}`}`)).text();
    const [first, second] = [await page(1), await page(2)];
    expect(first.split(sign)).toHaveLength(ROWS_PER_PAGE + 1);
    expect(first).toContain(`href="/participation${path}?page=2&amp;lang=en">Next page</a>`);
    expect(first).not.toContain('Previous page');
    expect(second).toContain(`href="/participation${path}?lang=en">Previous page</a>`);
    expect(second).toContain(`href="/participation${path}?page=2&amp;lang=az"`);
    expect(second.split(sign).length).toBeGreaterThan(1);
    expect((await get(`${path}?page=3`)).status).toBe(404);
    expect((await get(`${path}?page=none`)).status).toBe(200);
  });

  it('are told to machines page by page, with where the next one is', async () => {
    const first = await get('/surveys.json');
    expect(first.headers.get('link')).toBe('</participation/surveys.json?page=2>; rel="next"');
    const second = await get('/surveys.json?page=2');
    expect(second.headers.get('link')).toBeNull();
    const listed = [await first.json(), await second.json()] as { surveyId: string }[][];
    const ids = listed.flat().map(({ surveyId }) => surveyId);
    expect(new Set(ids).size).toBe(await countManifests(db()));
    expect((await get('/surveys.json?page=3')).status).toBe(404);
  });

  it('show what is open before what is announced and closed', async () => {
    const [closed, announced] = [await copySurvey(), await copySurvey()];
    const [past, ahead] = [timesFrom(clock.now() - 9 * DAY), timesFrom(clock.now() + DAY)];
    for (const [surveyId, times] of [
      [closed, past],
      [announced, ahead],
    ] as const) {
      const manifest = JSON.stringify({ ...survey, surveyId, times });
      const { opens, closes } = times;
      const own = { rev: 2, opens, closes, manifest };
      await db().updateTable('surveys').set(own).where('id', '=', surveyId).execute();
    }
    const last = (await (await get('/surveys.json?page=2')).json()) as { surveyId: string }[];
    expect(last.slice(-2).map(({ surveyId }) => surveyId)).toEqual([announced, closed]);
    const dates = await (await get('/calendar.json')).text();
    expect([dates.includes(announced), dates.includes(closed)]).toEqual([true, false]);
  });
});

describe('the search for a tracker', () => {
  it('finds the survey in whose last list it stands, and nothing that only looks like it', async () => {
    const [first, second] = [await copySurvey(), await copySurvey()];
    const [one, two, old] = ['A'.repeat(16), 'C'.repeat(16), 'E'.repeat(16)];
    await addStep(first, 1, [old]);
    await addStep(first, 2, [one, two]);
    await addStep(second, 1, ['G'.repeat(16)]);
    const { surveys } = portal.portal.context.voting;
    expect(await surveys.listing(two)).toBe(first);
    expect(await surveys.listing('G'.repeat(16))).toBe(second);
    expect(await surveys.listing(old)).toBeUndefined();
    expect(await surveys.listing('A'.repeat(8) + 'C'.repeat(8))).toBeUndefined();
  });
});
