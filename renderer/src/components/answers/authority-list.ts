import { compareText, foldForSearch } from '../../../../contract/domain/az-text.ts';
import type { Language } from '../../../../contract/languages.ts';
import { REGIONS, type Region } from '../../../../contract/pack-names.ts';
import type { Authority } from '../../../../contract/packs.ts';

/** English spellings of single Azerbaijani letters: "Sheki" is Şəki, "Khachmaz" is Xaçmaz. */
const DIGRAPHS = [
  [/sh/gu, 's'],
  [/ch/gu, 'c'],
  [/gh/gu, 'g'],
  [/kh/gu, 'x'],
] as const;

const foldName = (text: string): string =>
  DIGRAPHS.reduce((folded, [pair, letter]) => folded.replace(pair, letter), foldForSearch(text));

const wordsOf = ({ name }: Authority): string[] =>
  Object.values(name).flatMap((text) => [foldForSearch(text), foldName(text)]);

const startsWithWord = (text: string, typed: string): boolean => ` ${text}`.includes(` ${typed}`);

const hasWord = (authority: Authority, typed: string): boolean => {
  const wanted = [foldForSearch(typed), foldName(typed)];
  return wordsOf(authority).some((text) => wanted.some((word) => startsWithWord(text, word)));
};

/** Whether one letter more, less, other or swapped with its neighbour makes the same word. */
const isOneSlip = (one: string, other: string): boolean => {
  if (Math.abs(one.length - other.length) > 1) return false;
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  const rests = [
    [one.slice(at + 1), other.slice(at)],
    [one.slice(at), other.slice(at + 1)],
    [one.slice(at + 1), other.slice(at + 1)],
    [(one[at + 1] ?? '') + (one[at] ?? '') + one.slice(at + 2), other.slice(at)],
  ];
  return rests.some(([left, right]) => left === right);
};

/** Shorter words have too many neighbours to guess from. */
const SHORTEST_GUESS = 4;

const isMeant = (authority: Authority, typed: string): boolean => {
  const wanted = foldName(typed);
  const beginnings = (word: string): string[] =>
    [-1, 0, 1].map((more) => word.slice(0, wanted.length + more));
  return wordsOf(authority)
    .flatMap((text) => text.split(' '))
    .some((word) => beginnings(word).some((beginning) => isOneSlip(beginning, wanted)));
};

/**
 * Authorities whose name in any language has a word that begins with what was typed, with or
 * without the marks of its letters; where none has, those that one slip of the hand away mean.
 * In the order of the language.
 */
export const findAuthorities = (
  authorities: readonly Authority[],
  typed: string,
  language: Language,
): readonly Authority[] => {
  const wanted = typed.trim();
  const found = authorities.filter((authority) => hasWord(authority, wanted));
  const meant =
    found.length === 0 && wanted.length >= SHORTEST_GUESS
      ? authorities.filter((authority) => isMeant(authority, wanted))
      : found;
  return meant.toSorted((a, b) => compareText(language, a.name[language], b.name[language]));
};

/** Regions in which at least one of the authorities lies. */
export const regionsOf = (authorities: readonly Authority[]): readonly Region[] =>
  REGIONS.filter((region) => authorities.some((authority) => authority.region === region));
