import { foldForSearch } from './az-text.ts';

/**
 * Finds topics that say much the same, without a network: words are compared by their beginnings,
 * because Azerbaijani and Russian put their grammar at the end ("yolu", "yolun", "yolları").
 */

export interface Comparable {
  /** All that is said, in whatever languages there are. */
  readonly texts: readonly string[];
  readonly authorityId: string;
  readonly direction: string;
}

/** Letters by which two words count as one; shorter words must be equal. */
const STEM = 5;
const SHORTEST = 3;

/** Words that say nothing of what a topic is about, folded. */
const EMPTY_WORDS = new Set(
  (
    'bir bizim bizde ucun olan olsun var yox amma lakin daha cox hem hemde qeder gore kimi bele ' +
    'the and for our with that this are not has have was were from please should need needs ' +
    'что это для как наш наша наше наши нас был было есть нет или если чтобы очень нужно надо'
  )
    .split(' ')
    .map((word) => foldForSearch(word)),
);

const stemsOf = (text: string): readonly string[] =>
  (foldForSearch(text).match(/[\p{L}\p{N}]+/gu) ?? [])
    .filter((word) => word.length >= SHORTEST && !EMPTY_WORDS.has(word))
    .map((word) => word.slice(0, STEM));

/** Share of the smaller set of words that the other one has too: 0 to 1. */
const overlap = (some: ReadonlySet<string>, others: ReadonlySet<string>): number => {
  const smaller = Math.min(some.size, others.size);
  if (smaller === 0) return 0;
  return [...some].filter((stem) => others.has(stem)).length / smaller;
};

/** Two words in common by chance are nothing; half of what is said is something. */
const CLOSE_ENOUGH = 0.5;
const SAME_DIRECTION = 0.15;
/** More than a person compares. */
const MOST = 5;

const closeness = (mine: Comparable, other: Comparable): number => {
  const stems = new Set(mine.texts.flatMap(stemsOf));
  const best = Math.max(0, ...other.texts.map((text) => overlap(stems, new Set(stemsOf(text)))));
  return best === 0 ? 0 : best + (mine.direction === other.direction ? SAME_DIRECTION : 0);
};

/** Topics of the same authority that are close to what somebody is about to send, the closest first. */
export const similarTopics = <T extends Comparable>(
  mine: Comparable,
  topics: readonly T[],
): readonly T[] =>
  topics
    .filter(({ authorityId }) => authorityId === mine.authorityId)
    .map((topic) => ({ topic, score: closeness(mine, topic) }))
    .filter(({ score }) => score >= CLOSE_ENOUGH)
    .sort((a, b) => b.score - a.score)
    .slice(0, MOST)
    .map(({ topic }) => topic);
