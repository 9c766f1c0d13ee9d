/**
 * One spelling for what people type for the same word: without marks, in Latin letters, with the
 * sounds that az, ru and en write differently made one. Meant for comparing, never for showing.
 */

/** Cyrillic as it sounds to whoever writes it in Latin letters. */
const FROM_CYRILLIC: Readonly<Record<string, string>> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  д: 'd',
  е: 'e',
  ё: 'e',
  ж: 'j',
  з: 'z',
  и: 'i',
  й: 'i',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'x',
  ц: 's',
  ч: 'c',
  ш: 's',
  щ: 's',
  ъ: '',
  ы: 'i',
  ь: '',
  э: 'e',
  ю: 'iu',
  я: 'ia',
};

const FROM_LATIN: Readonly<Record<string, string>> = {
  ə: 'e',
  ı: 'i',
  ğ: 'g',
  ö: 'o',
  ü: 'u',
  ç: 'c',
  ş: 's',
  q: 'g',
  w: 'v',
  y: 'i',
};

/** Two letters of English, or of a hand without the marks, for one sound. */
const PAIRS: readonly (readonly [RegExp, string])[] = [
  [/shch|sh|sch/g, 's'],
  [/ch/g, 'c'],
  [/zh|dj/g, 'j'],
  [/kh/g, 'x'],
  [/gh/g, 'g'],
  [/ts/g, 's'],
  [/ii+/g, 'i'],
];

/** The key of one word. */
export const soundOf = (word: string): string => {
  const letters = [...word.toLocaleLowerCase('az').normalize('NFC')]
    .map((sign) => FROM_CYRILLIC[sign] ?? FROM_LATIN[sign] ?? sign)
    .join('')
    .normalize('NFD')
    .replace(/\p{M}/gu, '');
  return PAIRS.reduce((text, [pair, one]) => text.replace(pair, one), letters);
};

/** Words of a text, as their keys; signs between them do not count. */
export const soundsOf = (text: string): readonly string[] =>
  (text.match(/[\p{L}\p{N}]+/gu) ?? []).map(soundOf).filter((key) => key !== '');
