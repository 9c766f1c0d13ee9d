// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { App } from 'vue';
import { createMemoryHistory, type Router } from 'vue-router';
import { createDeskApp } from '../../../portal/desk/create-desk-app.ts';
import { createDeskRouter } from '../../../portal/desk/router.ts';
import type { DeskAction } from '../../../portal/desk-api.ts';
import type { IdeaList } from '../../../portal/desk-api/ideas.ts';
import { aygun, CASE_ID, createDeskDouble, operator, type DeskDouble } from './desk-double.ts';

const three = (page: number) => ({ page, pages: 3 });
const ideas = (page: number): IdeaList => ({
  waiting: [],
  waitingPage: three(page),
  published: [
    { ideaId: CASE_ID, title: 'Saat', direction: 'parks', publishedOn: '2026-11-23', supports: 1 },
  ],
  publishedPage: three(page),
});
const receptions = (page: number) => ({
  today: '2026-11-26',
  officials: [],
  places: [],
  days: [],
  waiting: [],
  waitingPage: three(page),
});
const surveys = (page: number) => ({ surveys: [], now: 0, ...three(page) });

let portal: DeskDouble;
let app: App;
let router: Router;
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 10));
const open = async (path: string): Promise<void> => {
  router = createDeskRouter(createMemoryHistory());
  await router.push(path);
  const memory = { getItem: () => 'en', setItem: () => undefined };
  app = createDeskApp({ client: portal, router, memory });
  const place = document.createElement('div');
  document.body.replaceChildren(place);
  app.mount(place);
  await settled();
};
const navs = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('main nav')];
const press = async (label: string, list = 0): Promise<void> => {
  const links = [...(navs()[list]?.querySelectorAll('a') ?? [])];
  const link = links.find(({ textContent }) => textContent.trim() === label);
  if (link === undefined) throw new Error(`no link "${label}"`);
  link.click();
  await settled();
};
const queries = (action: DeskAction): unknown[] =>
  portal.inputs(action).map((input) => (input as { readonly query: unknown }).query);

beforeEach(() => {
  portal = createDeskDouble();
  portal.answer('whoAmI', { reply: aygun });
});
afterEach(() => app.unmount());

it('leads through the pages of the requests for a reception', async () => {
  portal.answer(
    'readReceptions',
    { reply: receptions(1) },
    { reply: receptions(2) },
    { reply: receptions(1) },
  );
  await open('/receptions');
  await press('Next page');
  expect(document.body.textContent).toContain('Page 2 of 3');
  await press('Previous page');
  expect(queries('readReceptions')).toEqual([{}, { page: '2' }, {}]);
});

it('leads through the pages of the surveys', async () => {
  portal.answer('listSurveys', { reply: surveys(1) }, { reply: surveys(2) });
  await open('/surveys');
  await press('Next page');
  expect(queries('listSurveys')).toEqual([{ page: '1' }, { page: '2' }]);
});

it('leads through the pages of the topics, with what there is of each state on all pages', async () => {
  const topic = { topicId: CASE_ID, state: 'closed', late: false } as const;
  const counts = { waiting: 60, approved: 0, closed: 7 };
  const topics = (page: number) => ({ topics: [topic], counts, ...three(page) });
  portal.answer('listTopics', { reply: topics(1) }, { reply: topics(2) });
  await open('/topics');
  await press('Next page');
  expect(queries('listTopics')).toEqual([{ page: '1' }, { page: '2' }]);
  const headings = [...document.querySelectorAll('h2')].map(({ textContent }) => textContent);
  expect(headings).toEqual(['Published (0)', 'Not published (7)']);
});

it('turns the pages of waiting and of published ideas apart, and keeps both when one is taken back', async () => {
  portal.answer('listIdeas', { reply: ideas(1) }, { reply: ideas(2) });
  portal.answer('withdrawIdea', { reply: ideas(2) });
  await open('/ideas');
  expect(navs().map((nav) => nav.getAttribute('aria-label'))).toEqual([
    'Pages: Waiting to be checked',
    'Pages: Published',
  ]);
  await press('Next page', 0);
  await press('Next page', 1);
  expect(router.currentRoute.value.query).toEqual({ waiting: '2', published: '3' });
  const buttons = () => [...document.querySelectorAll<HTMLElement>('main button')];
  buttons().at(-1)?.click();
  await settled();
  buttons().at(-2)?.click();
  await settled();
  expect(queries('listIdeas')).toEqual([
    { waiting: '1', published: '1' },
    { waiting: '2', published: '1' },
    { waiting: '2', published: '3' },
  ]);
  expect(queries('withdrawIdea')).toEqual([{ waiting: '2', published: '3' }]);
});

it('shows the pages asked for last, whichever answer comes last', async () => {
  let release: (answer: { reply: IdeaList }) => void = () => undefined;
  const slow = new Promise<{ reply: IdeaList }>((resolve) => {
    release = resolve;
  });
  portal.answer('listIdeas', slow, { reply: ideas(2) });
  await open('/ideas');
  await router.push('/ideas?waiting=2');
  await settled();
  release({ reply: ideas(1) });
  await settled();
  expect(document.body.textContent).toContain('Page 2 of 3');
});

it('leads back from a page that a shorter list has no more', async () => {
  portal.answer('listSurveys', { reply: { ...surveys(7), pages: 2 } }, { reply: surveys(2) });
  await open('/surveys?page=7');
  await press('Previous page');
  expect(queries('listSurveys')).toEqual([{ page: '7' }, { page: '2' }]);
});

it('asks for no list on behalf of an operator', async () => {
  portal.answer('whoAmI', { reply: operator });
  await open('/ideas?waiting=2');
  expect(portal.inputs('listIdeas')).toEqual([]);
});
