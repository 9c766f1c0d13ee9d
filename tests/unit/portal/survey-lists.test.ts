import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { SurveyManifest } from '../../../contract/voting/manifest.ts';
import { signIn, type DeskClient } from '../../support/portal/desk-client.ts';
import {
  createMovableClock,
  startTestPortal,
  type TestPortal,
} from '../../support/portal/start-test-portal.ts';
import { surveyContent } from '../../support/voting/sample-survey.ts';
import { HOUR, timesFrom } from '../../support/voting/voters.ts';

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
