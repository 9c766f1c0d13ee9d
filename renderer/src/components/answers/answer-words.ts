import { formatDay } from '../../../../contract/domain/az-text.ts';
import { maskFin } from '../../../../contract/domain/fin.ts';
import { initials } from '../../../../contract/domain/person-name.ts';
import { formatPhone } from '../../../../contract/domain/phone.ts';
import {
  officialInWords,
  timeInWords,
  topicInWords,
} from '../../../../contract/domain/reception-words.ts';
import { placeName } from '../../../../contract/domain/place.ts';
import type { Language } from '../../../../contract/languages.ts';
import type { DistrictMap } from '../../../../contract/map-pack.ts';
import type { ReceptionPack } from '../../../../contract/receptions.ts';
import type { Answer, Authority, Question } from '../../../../contract/packs.ts';

const optionLabel = (question: Question, value: string, language: Language): string =>
  question.options?.find((option) => option.value === value)?.label[language] ?? value;

/** An answer (in its read form) as a person would say it. */
export const answerInWords = (
  question: Question,
  answer: Answer,
  authorities: readonly Authority[],
  language: Language,
  maps: readonly DistrictMap[] = [],
  receptions: readonly ReceptionPack[] = [],
): string => {
  if (question.kind === 'reception-times')
    return [answer]
      .flat()
      .map((time) => timeInWords(language, time))
      .join('; ');
  if (typeof answer !== 'string')
    return answer.map((value) => optionLabel(question, value, language)).join(', ');
  switch (question.kind) {
    case 'choice':
    case 'multi-choice':
      return optionLabel(question, answer, language);
    case 'authority':
      return authorities.find(({ id }) => id === answer)?.name[language] ?? answer;
    case 'date':
      return formatDay(language, answer);
    case 'phone':
      return formatPhone(answer);
    case 'text':
    case 'long-text':
    case 'person-name':
    case 'fin':
    case 'email':
    case 'people':
      return answer;
    case 'official':
      return officialInWords(language, answer, receptions);
    case 'reception-topic':
      return topicInWords(language, answer, receptions);
    case 'place':
      return placeName(maps, answer, language) ?? answer;
  }
};

/** What of a personal answer may stand on a screen that others can see. */
export const maskedAnswer = (question: Question, answer: Answer): string => {
  if (typeof answer !== 'string') return '••••••';
  switch (question.kind) {
    case 'person-name':
      return initials(answer);
    case 'fin':
      return maskFin(answer);
    case 'phone':
      return `+994 •• ••• •• ${answer.slice(-2)}`;
    case 'text':
    case 'long-text':
    case 'date':
    case 'choice':
    case 'multi-choice':
    case 'authority':
    case 'email':
    case 'people':
    case 'place':
    case 'official':
    case 'reception-topic':
    case 'reception-times':
      return '••••••';
  }
};
