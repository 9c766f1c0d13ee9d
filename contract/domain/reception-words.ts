import type { Language } from '../languages.ts';
import type { ReceptionPack } from '../receptions.ts';
import { formatDay, formatMoment } from './az-text.ts';
import { weekday } from './baku-time.ts';
import { findOfficial, parseTimeAnswer, readSlotId } from './reception.ts';

/** The browser's own names are not to be trusted in Azerbaijani; see az-text.ts. */
const WEEKDAYS: Readonly<Record<Language, readonly string[]>> = {
  az: ['bazar ertəsi', 'çərşənbə axşamı', 'çərşənbə', 'cümə axşamı', 'cümə', 'şənbə', 'bazar'],
  ru: ['понедельник', 'вторник', 'среда', 'четверг', 'пятница', 'суббота', 'воскресенье'],
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
};

/** "1 dekabr 2026, çərşənbə axşamı" from an ISO day. */
export const dayWithName = (language: Language, isoDay: string): string =>
  `${formatDay(language, isoDay)}, ${WEEKDAYS[language][weekday(isoDay) - 1] ?? ''}`;

/** How a time was shown when it was chosen: certain, or asked for. */
const SHOWN_AS: Readonly<Record<Language, Readonly<Record<'firm' | 'asked', string>>>> = {
  az: { firm: 'dərhal təsdiqlənir', asked: 'xahiş olunur' },
  ru: { firm: 'подтверждается сразу', asked: 'по просьбе' },
  en: { firm: 'confirmed at once', asked: 'on request' },
};

/** "1 dekabr 2026, 10:00 (xahiş olunur)" of an answer to "when"; the answer itself where it is none. */
export const timeInWords = (language: Language, answer: string): string => {
  const time = parseTimeAnswer(answer);
  if (time === undefined) return answer;
  const moment = formatMoment(language, readSlotId(time.slotId).startsAt);
  return `${moment} (${SHOWN_AS[language][time.firm ? 'firm' : 'asked']})`;
};

export const officialInWords = (
  language: Language,
  officialId: string,
  receptions: readonly ReceptionPack[],
): string => {
  const official = findOfficial(receptions, officialId)?.official;
  return official === undefined ? officialId : `${official.name}, ${official.position[language]}`;
};

export const topicInWords = (
  language: Language,
  topicId: string,
  receptions: readonly ReceptionPack[],
): string =>
  receptions.flatMap(({ topics }) => topics).find(({ id }) => id === topicId)?.title[language] ??
  topicId;
