import { describe, expect, it } from 'vitest';
import { ANSWER_RULES } from '../../../../contract/domain/answer-rules.ts';
import { KIOSK_STATES, PORTAL_STATES } from '../../../../contract/domain/case-status.ts';
import { ERROR_CODES } from '../../../../contract/errors.ts';

import { allWords } from '../../../../renderer/src/i18n/all-words.ts';

const { az, ru, en } = allWords;

interface Tree {
  readonly [key: string]: string | Tree;
}
const flatten = (tree: Tree, path = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[path + key, value] as [string, string]]
      : flatten(value, `${path}${key}.`),
  );

const messages = { az: flatten(az), ru: flatten(ru), en: flatten(en) };
const languages = ['az', 'ru', 'en'] as const;
const keysOf = (language: (typeof languages)[number]) =>
  messages[language].map(([key]) => key).sort();
const texts = {
  az: new Map(messages.az),
  ru: new Map(messages.ru),
  en: new Map(messages.en),
};
const textOf = (language: (typeof languages)[number], key: string): string =>
  texts[language].get(key) ?? '';
const placeholders = (text: string): string[] =>
  [...text.matchAll(/\{(\w+)\}/gu)].map(([, name]) => name ?? '').sort();

const sources = import.meta.glob<string>(
  ['../../../../renderer/src/**/*.{vue,ts}', '!../../../../renderer/src/keyboard/**'],
  { query: '?raw', import: 'default', eager: true },
);
const source = Object.values(sources).join('\n');
/** `t('a.b')` and the fixed part of `t(`a.b.${…}`)`. */
const usedKeys = [...source.matchAll(/(?:\bt|inLanguage)\(\s*'([\w.]+)'/gu)].map(
  ([, key]) => key ?? '',
);
const usedPrefixes = [...source.matchAll(/\bt\(\s*`([\w.]+)\$\{/gu)].map(([, key]) => key ?? '');
const eitherKeys = [
  ...source.matchAll(/\?\s*'([a-z][\w.]+\.\w+)'\s*:\s*'([a-z][\w.]+\.\w+)'/gu),
].flatMap(([, one, other]) => [one ?? '', other ?? '']);

describe('the messages', () => {
  it('are complete in every language', () => {
    expect(keysOf('ru')).toEqual(keysOf('az'));
    expect(keysOf('en')).toEqual(keysOf('az'));
  });

  it.each(languages)('are nowhere empty in %s', (language) => {
    expect(messages[language].filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  it('carry the same placeholders in every language', () => {
    const named = (language: (typeof languages)[number]): string[] =>
      keysOf(language).map((key) => `${key} ${placeholders(textOf(language, key)).join()}`);
    expect(named('ru')).toEqual(named('az'));
    expect(named('en')).toEqual(named('az'));
  });

  it.each(languages)('use no sign that the message format reads as its own in %s', (language) => {
    expect(messages[language].filter(([, text]) => /[@|]/u.test(text))).toEqual([]);
  });

  it.each(languages)('have a sentence for every error code in %s', (language) => {
    for (const code of [...ERROR_CODES, 'host_unreachable'])
      expect(textOf(language, `errors.${code}`), code).not.toBe('');
  });

  it.each(languages)(
    'have a sentence for every rule that an answer can break in %s',
    (language) => {
      for (const rule of ANSWER_RULES) expect(textOf(language, `rules.${rule}`), rule).not.toBe('');
    },
  );

  it.each(languages)('name every station of a case in %s', (language) => {
    for (const status of [...KIOSK_STATES, ...PORTAL_STATES]) {
      expect(textOf(language, `caseStatus.${status}`), status).not.toBe('');
      expect(textOf(language, `caseStatus.${status}Text`), status).not.toBe('');
    }
    for (const state of [...KIOSK_STATES, 'received'])
      expect(textOf(language, `delivery.${state}Text`), state).not.toBe('');
  });

  it.each(languages)('keep sentences short and calm in %s', (language) => {
    const sentences = messages[language].flatMap(([key, text]) =>
      text.split(/[.:?]\s/u).map((sentence) => [key, sentence] as const),
    );
    expect(sentences.filter(([, sentence]) => sentence.split(/\s+/u).length > 18)).toEqual([]);
    expect(messages[language].filter(([, text]) => text.includes('!'))).toEqual([]);
  });

  it('exist for every key that a screen asks for', () => {
    const known = new Set(keysOf('az'));
    expect(usedKeys.length).toBeGreaterThan(60);
    expect([...usedKeys, ...eitherKeys].filter((key) => !known.has(key))).toEqual([]);
    expect(
      usedPrefixes.filter((prefix) => ![...known].some((key) => key.startsWith(prefix))),
    ).toEqual([]);
  });

  it('are all used by some screen', () => {
    const used = new Set([...usedKeys, ...eitherKeys]);
    const dynamic = [...usedPrefixes];
    expect(
      keysOf('az').filter(
        (key) => !used.has(key) && !dynamic.some((prefix) => key.startsWith(prefix)),
      ),
    ).toEqual([]);
  });
});

describe('Russian sentences', () => {
  // A day ends in "г." already: "до 6 ноября 2026 г.."
  it('have no full stop after a day', () => {
    const doubled = messages.ru.filter(([, text]) => /\{(?:date|day)\}\./u.test(text));
    expect(doubled).toEqual([]);
  });
});
