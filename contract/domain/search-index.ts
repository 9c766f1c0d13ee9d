import { LANGUAGES } from '../languages.ts';
import type { Localized } from '../languages.ts';
import type { SearchDocument } from '../search.ts';
import { soundsOf } from './search-sound.ts';

/** Finds documents by words in any of the languages; everything is in memory, nothing is asked of a network. */
export interface SearchIndex {
  /** The best first, at most `most`. */
  find(text: string, most: number): readonly SearchDocument[];
}

/** How much a word counts by where it stands. */
const WEIGHTS = { title: 8, keywords: 6, summary: 3, body: 1 } as const;

/** How much a word counts by how well it fits. */
const FITS = { whole: 1, beginning: 0.8, slip: 0.5 } as const;
/** A word of which so much was typed may have a wrong letter. */
const LEAST_FOR_SLIP = 4;
/** One letter off and unfinished as well: only where enough was typed to mean one thing. */
const LEAST_FOR_UNFINISHED = 6;
/** So many words of a question are looked at. */
const MOST_WORDS = 8;

interface Entry {
  readonly document: SearchDocument;
  /** Best weight by word. */
  readonly words: ReadonlyMap<string, number>;
}

export const createSearchIndex = (documents: readonly SearchDocument[]): SearchIndex => {
  const entries = documents.map(entryOf);
  const vocabulary = [...new Set(entries.flatMap(({ words }) => [...words.keys()]))];
  return {
    find: (text, most) => {
      const asked = [...new Set(soundsOf(text))].slice(0, MOST_WORDS);
      if (asked.length === 0) return [];
      const fits = asked.map((word) => fitsOf(word, vocabulary));
      return entries
        .map(({ document, words }) => ({ document, score: scoreOf(fits, words) }))
        .filter(({ score }) => score > 0)
        .sort((a, b) => b.score - a.score)
        .slice(0, most)
        .map(({ document }) => document);
    },
  };
};

const entryOf = (document: SearchDocument): Entry => {
  const words = new Map<string, number>();
  const addText = (text: string, weightFor: (count: number) => number): void => {
    const found = soundsOf(text);
    const weight = weightFor(found.length);
    for (const word of found) words.set(word, Math.max(words.get(word) ?? 0, weight));
  };
  const add = (texts: readonly Localized[], weight: number): void => {
    for (const text of texts)
      for (const language of LANGUAGES) addText(text[language], () => weight);
  };
  // "Masallı rayonu" is more about Masallı than a headline of seven words that names it.
  for (const language of LANGUAGES)
    addText(
      document.title[language],
      (count) => WEIGHTS.title + WEIGHTS.title / Math.max(2, count),
    );
  add(document.keywords ?? [], WEIGHTS.keywords);
  add([document.summary], WEIGHTS.summary);
  add(document.body ?? [], WEIGHTS.body);
  return { document, words };
};

/** Words of the index that an asked word may mean, with how well each fits. */
const fitsOf = (asked: string, vocabulary: readonly string[]): ReadonlyMap<string, number> => {
  const fits = new Map<string, number>();
  for (const word of vocabulary) {
    const fit = fitOf(asked, word);
    if (fit > 0) fits.set(word, fit);
  }
  return fits;
};

const fitOf = (asked: string, word: string): number => {
  if (word === asked) return FITS.whole;
  if (word.startsWith(asked)) return FITS.beginning;
  if (asked.length < LEAST_FOR_SLIP) return 0;
  return isOneSlipAway(asked, word) ? FITS.slip : 0;
};

/** Every word that fits adds up; a document without some of the words comes far behind those with all. */
const scoreOf = (
  fits: readonly ReadonlyMap<string, number>[],
  words: ReadonlyMap<string, number>,
): number => {
  const scores = fits.map((ofWord) => bestOf(ofWord, words));
  const found = scores.filter((score) => score > 0).length;
  if (found * 2 < fits.length) return 0;
  const sum = scores.reduce((total, score) => total + score, 0);
  return sum * (found / fits.length) ** 3;
};

const bestOf = (fits: ReadonlyMap<string, number>, words: ReadonlyMap<string, number>): number => {
  let best = 0;
  for (const [word, fit] of fits) best = Math.max(best, fit * (words.get(word) ?? 0));
  return best;
};

/**
 * Whether `asked`, or what was typed of a longer word, becomes `word` by one slip of the hand: a
 * letter wrong, missing, too many, or two neighbours swapped.
 */
export const isOneSlipAway = (asked: string, word: string): boolean => {
  if (asked === word) return true;
  const start = commonStart(asked, word);
  const [restAsked, restWord] = [asked.slice(start), word.slice(start)];
  const begins = (typed: string, whole: string): boolean =>
    asked.length < LEAST_FOR_UNFINISHED ? whole === typed : whole.startsWith(typed);
  return (
    begins(restAsked.slice(1), restWord.slice(1)) ||
    begins(restAsked, restWord.slice(1)) ||
    begins(restAsked.slice(1), restWord) ||
    (restAsked.length > 1 &&
      restAsked.charAt(0) === restWord.charAt(1) &&
      restAsked.charAt(1) === restWord.charAt(0) &&
      begins(restAsked.slice(2), restWord.slice(2)))
  );
};

const commonStart = (a: string, b: string): number => {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length += 1;
  return length;
};
