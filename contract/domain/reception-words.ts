import type { Language } from '../languages.ts';
import { formatMoment } from './az-text.ts';
import { parseTimeAnswer, readSlotId } from './reception.ts';

/** "1 dekabr 2026, 10:00" of an answer to "when"; the answer itself where it is none. */
export const timeInWords = (language: Language, answer: string): string => {
  const time = parseTimeAnswer(answer);
  return time === undefined ? answer : formatMoment(language, readSlotId(time.slotId).startsAt);
};
