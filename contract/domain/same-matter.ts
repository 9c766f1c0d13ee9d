import type { Answer, Answers } from '../packs.ts';
import { foldForSearch } from './az-text.ts';

/** Answers that say how to reach the person, not what the matter is: changing them makes no new appeal. */
const BESIDE_THE_MATTER = new Set([
  'answerBy',
  'contactWays',
  'address',
  'workplace',
  'phone',
  'email',
  'earlierReference',
]);

const fold = (answer: Answer): string =>
  (typeof answer === 'string' ? [answer] : answer.toSorted())
    .map((part) =>
      foldForSearch(part)
        .replace(/[^\p{L}\p{N}]+/gu, ' ')
        .trim(),
    )
    .join('|');

/**
 * What makes two appeals the same: form, authority, person and words, whatever the capitals, marks
 * and spaces. Two that differ in one word are two: whoever writes anew has something to add.
 */
export const matterText = (serviceId: string, answers: Answers): string =>
  JSON.stringify([
    serviceId,
    ...Object.entries(answers)
      .filter(([field]) => !BESIDE_THE_MATTER.has(field))
      .map(([field, answer]) => [field, fold(answer)])
      .toSorted(([one = ''], [other = '']) => (one < other ? -1 : 1)),
  ]);
