import type { Language } from '../languages.ts';
import { bakuDay, bakuTime } from './baku-time.ts';

/**
 * Dates, order and search in Azerbaijani. Chromium claims the `az` locale but carries no data for
 * it ("2026 M12 14", wrong order), so the tables are ours; tests compare them with a full ICU.
 */

const MONTHS: Readonly<Record<Language, readonly string[]>> = {
  az: 'yanvar fevral mart aprel may iyun iyul avqust sentyabr oktyabr noyabr dekabr'.split(' '),
  ru: 'января февраля марта апреля мая июня июля августа сентября октября ноября декабря'.split(
    ' ',
  ),
  en: 'January February March April May June July August September October November December'.split(
    ' ',
  ),
};

/** "14 dekabr 2026", "14 декабря 2026 г.", "14 December 2026" from an ISO day. */
export const formatDay = (language: Language, isoDay: string): string => {
  const [year = '', month = '', day = ''] = isoDay.split('-');
  const words = `${Number(day)} ${MONTHS[language][Number(month) - 1] ?? ''} ${year}`;
  return language === 'ru' ? `${words} г.` : words;
};

/** Day and time in Baku, "14 dekabr 2026, 09:05", from milliseconds since the epoch. */
export const formatMoment = (language: Language, moment: number): string =>
  `${formatDay(language, bakuDay(moment))}, ${bakuTime(moment)}`;

/** The Azerbaijani alphabet; w, which it lacks, comes last. */
const ALPHABET = 'abcçdeəfgğhxıijkqlmnoöprsştuüvyzw';

const rank = (character: string): number => {
  const place = ALPHABET.indexOf(character);
  return place >= 0 ? place + 0x100 : (character.codePointAt(0) ?? 0) + 0x1000;
};

const compareAzerbaijani = (a: string, b: string): number => {
  const letters = (text: string) =>
    [...text.toLocaleLowerCase('az').normalize('NFC')].filter((sign) =>
      /[\p{L}\p{N} ]/u.test(sign),
    );
  const [left, right] = [letters(a), letters(b)];
  for (let index = 0; index < Math.min(left.length, right.length); index += 1) {
    const difference = order(left[index] ?? '') - order(right[index] ?? '');
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
};

/** Spaces before digits before letters. */
const order = (sign: string): number => {
  if (sign === ' ') return 0;
  return /\p{N}/u.test(sign) ? 1 + (sign.codePointAt(0) ?? 0) / 0x20_0000 : rank(sign);
};

/** Order of two texts in a list, for `Array.sort`. */
export const compareText = (language: Language, a: string, b: string): number =>
  language === 'az' ? compareAzerbaijani(a, b) : a.localeCompare(b, language);

const FOLDED: Readonly<Record<string, string>> = {
  ə: 'e',
  ı: 'i',
  ğ: 'g',
  ö: 'o',
  ü: 'u',
  ç: 'c',
  ş: 's',
  ё: 'е',
  й: 'и',
};

/** What two spellings have in common: lower case, without the marks that a hurried hand leaves out. */
export const foldForSearch = (text: string): string =>
  [...text.toLocaleLowerCase('az').normalize('NFC')]
    .map((sign) => FOLDED[sign] ?? sign)
    .join('')
    .normalize('NFD')
    .replace(/\p{M}/gu, '');
