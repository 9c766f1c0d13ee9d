import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../contract/languages.ts';

const ROOT = join(import.meta.dirname, '../..');

/** Everything that anybody reads in Azerbaijani or Russian: kiosk, desk, paper, checks, packs. */
const FILES = [
  'renderer/src/i18n',
  'portal/desk/i18n',
  'electron/core/features/setup/words',
  'electron/core/printing/words',
  'resources/packs',
]
  .flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
      join(folder, file),
    ),
  )
  .filter((file) => file.endsWith('.json') && !/\ben\b/u.test(file))
  .sort();

/** "file: line" of each line on which `pattern` stands. */
const linesWith = (pattern: RegExp): string[] =>
  FILES.flatMap((file) =>
    readFileSync(join(ROOT, file), 'utf8')
      .split('\n')
      .filter((line) => pattern.test(line))
      .map((line) => `${file}: ${line.trim()}`),
  );

describe('an authority', () => {
  it('is no «орган» in Russian, save for the one above it that the law names', () => {
    expect(FILES.length).toBeGreaterThan(150);
    expect(
      linesWith(/(?<!\p{L}|вышестоящ\p{L}+ )орган(?:а|у|ом|е|ы|ов|ам|ами|ах)?(?!\p{L})/iu),
    ).toEqual([]);
  });

  it('is no bare «власть» in Russian: that is power', () => {
    expect(linesWith(/(?<!\p{L}|исполнительн\p{L}+ )власт(?:ь|и|ью|ей|ям)(?!\p{L})/iu)).toEqual([]);
  });

  it('is a qurum or an icra hakimiyyəti in Azerbaijani, no orqan', () => {
    expect(linesWith(/(?<!\p{L})orqan/iu)).toEqual([]);
  });
});

/** Texts of one language, without their keys: of a file of that language, or of a pack. */
const textsIn = (language: 'az' | 'ru'): string[] =>
  FILES.flatMap((file) => {
    const content = readFileSync(join(ROOT, file), 'utf8');
    const isPack = file.startsWith('resources');
    if (!isPack && !new RegExp(`\\b${language}\\b`, 'u').test(file)) return [];
    const value = new RegExp(`"${isPack ? language : '[^"]+'}": "([^"]*)"`, 'gu');
    return [...content.matchAll(value)].map(([, text = '']) => text.replaceAll(/\{\w+\}/gu, ''));
  });

describe('one thing', () => {
  it('has one name: the kiosk is a köşk in Azerbaijani', () => {
    expect(textsIn('az').length).toBeGreaterThan(1_000);
    const others = textsIn('az').filter((text) => /kiosk(?!\.yaml)/iu.test(text));
    expect(others).toEqual([]);
  });

  it('has one name: the code of a person is «ФИН» in Russian', () => {
    expect(textsIn('ru').filter((text) => /F[İI]N|ФИН-код/u.test(text))).toEqual([]);
  });

  it('has one name: reference and code of a receipt are called as on the receipt', () => {
    expect(textsIn('az').filter((text) => /qəbzdəki istinad|istinad və kod/iu.test(text))).toEqual(
      [],
    );
    expect(textsIn('ru').filter((text) => /код обращения|пароль с квитанции/iu.test(text))).toEqual(
      [],
    );
  });
});

describe('the protection of the device', () => {
  const NEGATIONS = {
    az: /\p{L}m[ıiuü]r(?!\p{L})|deyil|yox(?!\p{L}|la)/iu,
    ru: /(?<!\p{L})(?:не|нет|ни|ничего)(?!\p{L})/iu,
    en: /\b(?:no|not|nothing|nobody|cannot)\b/iu,
  };

  it.each(LANGUAGES)('says what is done, so that “Not done” denies only once (%s)', (language) => {
    const { locks } = JSON.parse(
      readFileSync(join(ROOT, `electron/core/features/setup/words/${language}.json`), 'utf8'),
    ) as { readonly locks: Readonly<Record<string, string>> };
    const texts = Object.values(locks);
    expect(texts.length).toBeGreaterThan(10);
    expect(texts.filter((text) => NEGATIONS[language].test(text))).toEqual([]);
  });
});
