import { randomUUID } from 'node:crypto';
import type { Insertable } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CaseKind } from '../../../contract/item-kinds.ts';
import { TOPIC_SERVICE_ID } from '../../../contract/participation.ts';
import type { PortalTables } from '../../../portal/db/schema.ts';
import { ROWS_PER_PAGE, type PageOf } from '../../../portal/desk-api/paging.ts';
import { signIn, type DeskClient } from '../../support/portal/desk-client.ts';
import { enrolKiosk } from '../../support/portal/kiosk-double.ts';
import { createContent } from '../../support/portal/sample-application.ts';
import { startTestPortal, type TestPortal } from '../../support/portal/start-test-portal.ts';
import { OFFICIAL } from '../../support/receptions/reception-kiosk.ts';

/** Two pages and a row. */
const MANY = 2 * ROWS_PER_PAGE + 1;

let portal: TestPortal;
let official: DeskClient;
let pattern: { case: Insertable<PortalTables['cases']>; paper: PortalTables['submissions'] };

beforeAll(async () => {
  portal = await startTestPortal();
  official = await signIn(portal.url, portal.desk.masalli);
  const kiosk = await enrolKiosk(portal, portal.enrolmentCode);
  const { id } = createContent();
  await kiosk.send([createContent({ id })]);
  const own = db().selectFrom('cases').selectAll().where('id', '=', id);
  const paper = db().selectFrom('submissions').selectAll().where('id', '=', id);
  pattern = {
    case: await own.executeTakeFirstOrThrow(),
    paper: await paper.executeTakeFirstOrThrow(),
  };
  await addCases('idea');
  await addReceptions(await addCases('reception'));
  await addIdeas(await addCases('application'));
  await addTopics(await addCases('topic', TOPIC_SERVICE_ID));
}, 60_000);
afterAll(() => portal.dispose());

const db = () => portal.portal.context.db;

let numbers = 1_000;
/** Cases of a kind that differ in number only. */
const addCases = async (
  kind: CaseKind,
  serviceId = pattern.case.service_id,
): Promise<readonly string[]> => {
  const ids = Array.from({ length: MANY }, () => randomUUID());
  await db()
    .insertInto('submissions')
    .values(ids.map((id) => ({ ...pattern.paper, id })))
    .execute();
  const cases = ids.map((id) => {
    numbers += 1;
    const own = {
      id,
      kind,
      service_id: serviceId,
      lookup_id: id,
      number: `MAS-2026-${numbers}`,
      change: numbers,
    };
    return { ...pattern.case, ...own };
  });
  await db().insertInto('cases').values(cases).execute();
  return ids;
};

/** For two officials of whom the packs know one. */
const addReceptions = (ids: readonly string[]) =>
  db()
    .insertInto('reception_cases')
    .values(
      ids.map((id, index) => ({
        case_id: id,
        official_id: index === MANY - 1 ? 'az-mas-former' : OFFICIAL,
        topic_id: 'roads',
        wishes: '[]',
        confirmed: false,
        sequence: 0,
      })),
    )
    .execute();

const addIdeas = (ids: readonly string[]) =>
  db()
    .insertInto('ideas')
    .values(
      ids.map((id, supports) => ({
        id,
        authority_id: 'az-mas',
        direction: 'parks',
        language: 'az' as const,
        title: `İdeya ${supports}`,
        problem: 'İsti.',
        proposal: 'Ağac əkmək.',
        published_on: '2026-11-23',
        withdrawn_on: null,
        supports,
      })),
    )
    .execute();

/** Of the proposals the first was declined, the second published; one topic has no proposal. */
const addTopics = async ([declined, approved]: readonly string[]) => {
  const { id } = await db().selectFrom('officials').select('id').executeTakeFirstOrThrow();
  const decided = [declined ?? '', approved ?? ''];
  await db()
    .updateTable('cases')
    .set({ status: 'declined', decided_at: 1 })
    .where('id', 'in', decided)
    .execute();
  const topic = { authority_id: 'az-mas', direction: 'roads-transport', more: null };
  const rest = { ...topic, text: '{"az":"Mövzu"}', approved_at: 1, approved_by: id };
  await db()
    .insertInto('topics')
    .values([approved ?? '', randomUUID()].map((own) => ({ ...rest, id: own, survey_id: null })))
    .execute();
};

interface Listed {
  readonly rows: readonly string[];
  readonly place: PageOf;
}
const LISTS: Record<string, (page?: string) => Promise<Listed>> = {
  'ideas that wait': async (page = '1') => {
    const query = { waiting: page };
    const { waiting, waitingPage } = await official.call('listIdeas', { query });
    return {
      rows: waiting.map(({ registrationNumber }) => registrationNumber),
      place: waitingPage,
    };
  },
  'published ideas': async (page = '1') => {
    const query = { published: page };
    const { published, publishedPage } = await official.call('listIdeas', { query });
    return { rows: published.map(({ title }) => title), place: publishedPage };
  },
  'receptions that wait': async (page = '1') => {
    const { waiting, waitingPage } = await official.call('readReceptions', { query: { page } });
    return {
      rows: waiting.map(({ registrationNumber }) => registrationNumber),
      place: waitingPage,
    };
  },
};

describe.each(Object.entries(LISTS))('%s', (_name, list) => {
  it('come in pages that hold each of them once', async () => {
    const first = await list();
    expect(first.place).toEqual({ page: 1, pages: 3 });
    const others = await Promise.all([list('2'), list('3')]);
    expect(others.map(({ rows }) => rows.length)).toEqual([ROWS_PER_PAGE, 1]);
    const all = [first, ...others].flatMap(({ rows }) => rows);
    expect(new Set(all).size).toBe(MANY);
    expect((await list('4')).rows).toEqual([]);
  });
});

it('topics come in pages: what waits, then what was decided, then what has no proposal, all counted', async () => {
  const pages = ['1', '2', '3'].map((page) => official.call('listTopics', { query: { page } }));
  const listed = await Promise.all(pages);
  for (const { counts, pages: many } of listed)
    expect({ ...counts, many }).toEqual({ waiting: MANY - 2, approved: 2, closed: 1, many: 3 });
  const topics = listed.flatMap((one) => one.topics);
  expect(new Set(topics.map(({ topicId }) => topicId)).size).toBe(MANY + 1);
  const last = topics.slice(-4);
  expect(last.map(({ state }) => state).toSorted()).toEqual([
    'approved',
    'approved',
    'closed',
    'waiting',
  ]);
  expect([last[0]?.state, last.at(-1)?.registrationNumber]).toEqual(['waiting', undefined]);
  const published = topics.filter((one) => one.published !== undefined);
  expect(published.map((one) => one.published?.text.az)).toEqual(['Mövzu', 'Mövzu']);
});

it('counts who waits for an official over all pages', async () => {
  const { officials } = await official.call('readReceptions');
  const waiting = (id: string) => officials.find(({ officialId }) => officialId === id)?.waiting;
  expect([waiting(OFFICIAL), waiting('az-mas-former')]).toEqual([MANY - 1, 1]);
});

it('takes an idea back on the page that was shown', async () => {
  const query = { published: '3' };
  const [last] = (await official.call('listIdeas', { query })).published;
  const params = { ideaId: last!.ideaId };
  const { published } = await official.call('withdrawIdea', { params, query });
  expect(published.map(({ ideaId }) => ideaId)).toEqual([last!.ideaId]);
  expect(published[0]?.withdrawnOn).toBeDefined();
});

it('refuses a page that is none', async () => {
  for (const page of ['0', '-1', 'x', '1000000'])
    expect(await official.problem('listIdeas', { query: { waiting: page } })).toMatchObject({
      name: 'bad-input',
    });
});
