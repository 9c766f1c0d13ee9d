import { expect, test } from 'vitest';
import {
  compareText,
  foldForSearch,
  formatDay,
  formatMoment,
} from '../../../../contract/domain/az-text.ts';
import { addDays } from '../../../../contract/domain/baku-time.ts';
import type { Language } from '../../../../contract/languages.ts';
import { readAuthorities } from '../../../support/packs/read-pack.ts';

const LOCALES: Readonly<Record<Language, string>> = { az: 'az', ru: 'ru', en: 'en-GB' };

test.each(['az', 'ru', 'en'] as const)('writes 800 days in %s as a full ICU does', (language) => {
  const icu = new Intl.DateTimeFormat(LOCALES[language], {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
  for (let day = '2025-01-01'; day < '2027-03-12'; day = addDays(day, 1))
    expect(formatDay(language, day)).toBe(
      icu.format(new Date(`${day}T00:00:00Z`)).replaceAll('\u00A0', ' '),
    );
});

test('writes a moment in Baku time', () => {
  expect(formatMoment('az', Date.UTC(2026, 11, 14, 5, 5))).toBe('14 dekabr 2026, 09:05');
});

test('sorts the authorities in Azerbaijani as a full ICU does', () => {
  const names = readAuthorities().authorities.map(({ name }) => name.az);
  const icu = new Intl.Collator('az');
  expect(names.toSorted((a, b) => compareText('az', a, b))).toEqual(names.toSorted(icu.compare));
});

test('sorts letters that only Azerbaijani has where its alphabet has them', () => {
  const words = [
    'Zaqatala',
    'Ördək',
    'Şəki',
    'İsmayıllı',
    'Isıq',
    'Əli',
    'Xaçmaz',
    'Qax',
    'Lerik',
    'Hacıqabul',
  ];
  expect(words.toSorted((a, b) => compareText('az', a, b))).toEqual(
    words.toSorted(new Intl.Collator('az').compare),
  );
});

test('finds words typed without diacritics', () => {
  expect(foldForSearch('Şəki İsmayıllı Göyçay')).toBe('seki ismayilli goycay');
  expect(foldForSearch('SEKI')).toBe('seki');
  expect(foldForSearch('Ёлкин')).toBe(foldForSearch('елкин'));
});
