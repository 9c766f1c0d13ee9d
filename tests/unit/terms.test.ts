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
