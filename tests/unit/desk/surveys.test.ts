// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { App } from 'vue';
import { createMemoryHistory } from 'vue-router';
import { createDeskApp } from '../../../portal/desk/create-desk-app.ts';
import { createDeskRouter } from '../../../portal/desk/router.ts';
import type { SurveyDetail } from '../../../portal/desk-api/participation.ts';
import { aygun, createDeskDouble, type DeskDouble } from './desk-double.ts';

const DRAFT_ID = '018f2f60-7c1e-7b3a-9f00-000000000009';
const OPENS = Date.parse('2026-11-23T05:00:00Z');

const row = {
  draftId: DRAFT_ID,
  state: 'checking',
  title: { az: 'Parkda işıq', ru: 'Свет в парке', en: 'Lights in the park' },
  opens: OPENS,
  closes: OPENS + 86_400_000,
  changedAt: OPENS,
  author: 'Elçin Hüseynov',
  final: false,
  decided: false,
} as const;
const survey: SurveyDetail = {
  ...row,
  rev: 2,
  mine: false,
  comments: [],
  now: OPENS,
  draft: {
    opens: row.opens,
    closes: row.closes,
    graceDays: 3,
    content: {
      surveyId: 'lights',
      authorityId: 'az-mas',
      origin: 'authority',
      title: row.title,
      summary: { az: 'Parkı işıqlandırırıq.' },
      level: 'declared',
      resultRule: 'at_end',
      minBatch: 2,
      card: [],
      questions: [
        {
          kind: 'single',
          id: 'lights',
          optional: false,
          text: { az: 'İşıq qoyulsun?', ru: 'Поставить свет?', en: 'Lights?' },
          options: [
            { id: 'yes', text: { az: 'Bəli', ru: 'Да', en: 'Yes' } },
            { id: 'no', text: { az: 'Xeyr', ru: 'Нет', en: 'No' } },
          ],
        },
      ],
    },
  } as unknown as SurveyDetail['draft'],
};

let portal: DeskDouble;
let app: App;
const open = async (path: string): Promise<void> => {
  const router = createDeskRouter(createMemoryHistory());
  await router.push(path);
  const memory = { getItem: () => 'ru', setItem: () => undefined };
  app = createDeskApp({ client: portal, router, memory });
  const place = document.createElement('div');
  document.body.replaceChildren(place);
  app.mount(place);
  await new Promise((resolve) => setTimeout(resolve, 5));
};
const texts = (selector: string): string[] =>
  [...document.querySelectorAll(selector)].map(({ textContent }) =>
    textContent.replaceAll(/\s+/gu, ' ').trim(),
  );

beforeEach(() => {
  portal = createDeskDouble();
  portal.answer('whoAmI', { reply: aygun });
  portal.answer('listSurveys', { reply: { surveys: [row], page: 1, pages: 1, now: OPENS } });
  portal.answer('openSurvey', { reply: survey });
});
afterEach(() => app.unmount());

describe('a survey on the desk', () => {
  it('is called by its title in the language of the official', async () => {
    await open('/surveys');
    expect(texts('tbody th')).toEqual(['Свет в парке']);
    app.unmount();
    await open(`/surveys/${DRAFT_ID}`);
    expect(texts('h1')).toEqual(['Свет в парке']);
  });

  it('is called by its Azerbaijani title where it has no other', async () => {
    const untranslated = { ...row, title: { az: 'Parkda işıq' } };
    portal.answer('listSurveys', {
      reply: { surveys: [untranslated], page: 1, pages: 1, now: OPENS },
    });
    await open('/surveys');
    expect(texts('tbody th')).toEqual(['Parkda işıq']);
  });

  it('is read line by line, each in a language of its own', async () => {
    await open(`/surveys/${DRAFT_ID}`);
    expect(texts('.questions > li > strong > [lang]')).toEqual([
      'AZ İşıq qoyulsun?',
      'RU Поставить свет?',
      'EN Lights?',
    ]);
    expect(texts('.questions > li > .kind')).toEqual(['Один ответ']);
    expect(texts('.questions ul > li:first-child > [lang]')).toEqual([
      'AZ Bəli',
      'RU Да',
      'EN Yes',
    ]);
    expect(texts('dd [lang="ru"]')).toContain('RU нет перевода');
  });
});
