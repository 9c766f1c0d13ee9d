import type { CheckLevel } from '../../../../../contract/findings.ts';
import { LEAST_CHARACTERS, LONGEST_PAUSE } from '../../../composables/use-scanner.ts';
import { FAST } from '../../../composables/wedge.ts';

/** What is kept of a code that was read: never the code. Times in milliseconds. */
export interface Reading {
  readonly signs: number;
  /** From one sign to the next, on average. */
  readonly pace: number;
  readonly longest: number;
  /** 1 when its last key was Enter. */
  readonly enter: 0 | 1;
}

/** Silence after which a code is over: more than the longest pause within one. */
const SILENCE = LONGEST_PAUSE + 100;

/** Counts the keys of a reader and forgets which they were. */
export const createReaderTest = () => {
  let signs = 0;
  let first = 0;
  let last = 0;
  let longest = 0;
  let enter: 0 | 1 = 0;
  let keys = 0;
  return {
    press: (key: string, at: number): void => {
      if (keys === 0) first = at;
      else longest = Math.max(longest, at - last);
      keys += 1;
      last = at;
      if ([...key].length === 1) signs += 1;
      if (key !== 'Shift') enter = key === 'Enter' ? 1 : 0;
    },
    /** The reading, once `at` is long enough after the last key. */
    settle: (at: number): Reading | undefined => {
      if (keys === 0 || at - last < SILENCE) return undefined;
      const pace = Math.round((last - first) / Math.max(1, signs));
      const reading = { signs, pace, longest: Math.round(longest), enter };
      keys = 0;
      signs = 0;
      longest = 0;
      return reading;
    },
  };
};

export type ReadingWord = 'Good' | 'Slow' | 'NoEnter' | 'Short';

/** Whether the pages that wait for a code or a card would have taken it. `Short` says nothing about the reader. */
export const judgeReading = ({
  signs,
  longest,
  enter,
}: Reading): { readonly result: CheckLevel; readonly word: ReadingWord } => {
  if (signs < LEAST_CHARACTERS) return { result: 'warn', word: 'Short' };
  if (enter === 0) return { result: 'warn', word: 'NoEnter' };
  return longest > FAST ? { result: 'warn', word: 'Slow' } : { result: 'pass', word: 'Good' };
};
