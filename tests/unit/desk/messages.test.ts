import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PORTAL_STATES } from '../../../contract/domain/case-status.ts';
import { ANSWER_RULES } from '../../../contract/domain/answer-rules.ts';
import { LANGUAGES } from '../../../contract/languages.ts';
import {
  ALARM_KINDS,
  CASE_ACTIONS,
  CASE_FILTERS,
  type CaseAction,
  DESK_PROBLEMS,
} from '../../../portal/desk-api.ts';
import { citizenWords } from '../../../portal/desk/i18n/citizen-words.ts';
import { createDeskI18n } from '../../../portal/desk/i18n/create-desk-i18n.ts';

const { az, ru, en } = createDeskI18n().global.messages.value as Record<string, Tree>;

type Tree = { readonly [key: string]: string | Tree };

const flatten = (tree: Tree, prefix = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[prefix + key, value] as [string, string]]
      : flatten(value, `${prefix}${key}.`),
  );

const messages = {
  az: new Map(flatten(az ?? {})),
  ru: new Map(flatten(ru ?? {})),
  en: new Map(flatten(en ?? {})),
};
const placeholders = (text: string): string[] => [
  ...new Set(Array.from(text.matchAll(/\{(\w+)\}/g), ([, name = '']) => name)),
];
/** What decides a case is said with a hint; the rest opens a page of its own. */
const wordsOfAction = (action: CaseAction): string[] =>
  ['consider', 'answer', 'decline'].includes(action)
    ? [`decide.${action}`, `decide.${action}Hint`]
    : [`handling.${action}.open`];
const forms = (text: string): number => text.split(' | ').length;

const DESK = new URL('../../../portal/desk/', import.meta.url);
const sources = readdirSync(DESK, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.(vue|ts)$/.test(path))
  .map((path) => readFileSync(new URL(path, DESK), 'utf8'))
  .join('\n');

describe.each(LANGUAGES)('the messages in %s', (language) => {
  it('have the keys of the others and leave none empty', () => {
    expect([...messages[language].keys()].sort()).toEqual([...messages.en.keys()].sort());
    expect([...messages[language]].filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  it('have the same values to fill in as in English', () => {
    const wrong = [...messages[language]].filter(
      ([key, text]) =>
        placeholders(text).sort().join() !==
        placeholders(messages.en.get(key) ?? '')
          .sort()
          .join(),
    );
    expect(wrong).toEqual([]);
  });

  it('have every form of a number', () => {
    const wanted = { az: 2, ru: 3, en: 2 }[language];
    const plural = [...messages.en].filter(([, text]) => forms(text) > 1).map(([key]) => key);
    expect(plural.length).toBeGreaterThan(5);
    expect(plural.filter((key) => forms(messages[language].get(key) ?? '') !== wanted)).toEqual([]);
  });

  it('compile and say numbers in words that fit', () => {
    const { global } = createDeskI18n();
    global.locale.value = language;
    for (const key of messages[language].keys())
      expect(global.t(key, { n: 3, minutes: 3 }, 3)).not.toBe('');
    const said = [1, 3, 5].map((n) => global.t('deadline.left', { n }, n));
    expect(said).toEqual(
      {
        az: ['1 gün qalıb', '3 gün qalıb', '5 gün qalıb'],
        ru: ['Остался 1 день', 'Осталось 3 дня', 'Осталось 5 дней'],
        en: ['1 day left', '3 days left', '5 days left'],
      }[language],
    );
  });

  it('shout nowhere', () => {
    const loud = [...messages[language].values()].filter((text) => /!/.test(text));
    expect(loud).toEqual([]);
  });

  it('have a sentence for every value of the contract', () => {
    const keys = [
      ...PORTAL_STATES.map((state) => `status.${state}`),
      ...CASE_FILTERS.flatMap((filter) => [`list.filter.${filter}`, `list.empty.${filter}`]),
      ...CASE_ACTIONS.flatMap(wordsOfAction),
      ...Object.keys(DESK_PROBLEMS).map((name) => `failure.${name}`),
      ...ANSWER_RULES.map((rule) => `attention.rule.${rule}`),
      ...ALARM_KINDS.map((kind) => `kiosks.alarm.${kind}`),
      'failure.unreachable',
    ];
    expect(keys.filter((key) => !messages[language].has(key))).toEqual([]);
  });

  it('preview a decision in the words of the kiosk', () => {
    const { status, decision } = citizenWords[language];
    for (const words of [status.answered, status.declined, decision.answered, decision.declined])
      expect(words).not.toBe('');
  });
});

describe('the desk', () => {
  it('uses no message that does not exist', () => {
    const used = Array.from(sources.matchAll(/\bt\(\s*'([a-zA-Z.\-_]+)'/g), ([, key = '']) => key);
    expect(used.length).toBeGreaterThan(80);
    expect(used.filter((key) => !messages.en.has(key))).toEqual([]);
  });

  it('keeps no message that nobody says', () => {
    const families = Array.from(
      sources.matchAll(/[`']([a-zA-Z]+(?:\.[a-zA-Z]+)*)\.\$\{/g),
      ([, family = '']) => `${family}.`,
    );
    const unsaid = [...messages.en.keys()].filter(
      (key) => !sources.includes(`'${key}'`) && !families.some((family) => key.startsWith(family)),
    );
    expect(unsaid).toEqual([]);
  });
});
