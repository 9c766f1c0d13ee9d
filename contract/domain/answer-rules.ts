import type { Answer, Answers, Question } from '../packs.ts';
import { parseEmail } from './email.ts';
import { parseFin } from './fin.ts';
import { parseFormDate } from './form-dates.ts';
import { parsePeople } from './people.ts';
import { parsePersonName } from './person-name.ts';
import { parsePhone } from './phone.ts';
import { checkTimes, isOfficial, isReceptionTopic } from './reception-answers.ts';
import { authorityOfPlace } from './place.ts';
import { toPlainLine, toPlainText } from './plain-text.ts';
import type { FormContext } from './service-form.ts';

/** Every rule that an answer can break; the screen has a sentence for each. */
export const ANSWER_RULES = [
  'required',
  'choose_one',
  'choose_some',
  'choose_place',
  'choose_official',
  'choose_topic',
  'choose_time',
  'times_many',
  'time_gone', // free when it was chosen, and not any more
  'text_long',
  'fin_length',
  'fin_characters',
  'fin_look_alike',
  'phone_length',
  'phone_characters',
  'phone_prefix',
  'phone_short',
  'phone_helper', // the number of the member of staff who helps
  'email_format',
  'people_few',
  'people_many',
  'name_short',
  'name_long',
  'name_characters',
  'date_incomplete',
  'date_impossible',
  'date_future',
  'date_past',
  'same_as_other',
  'stopped',
  'form_rule',
] as const;
export type AnswerRule = (typeof ANSWER_RULES)[number];

/** `value` is the read form; undefined for an optional question left empty. `suggestion` is offered, never taken unasked. */
export type AnswerCheck =
  | { readonly ok: true; readonly value: Answer | undefined }
  | { readonly ok: false; readonly rule: AnswerRule; readonly suggestion?: string };

const LONGEST: Readonly<Partial<Record<Question['kind'], number>>> = {
  text: 200,
  'long-text': 2000,
};

/** A line with one of these is not empty, which is known without reading all of it. */
const LETTER_OR_DIGIT = /[\p{L}\p{Nd}]/u;

const isEmptyText = (text: string): boolean =>
  !LETTER_OR_DIGIT.test(text) && toPlainLine(text) === '';

export const isEmptyAnswer = (answer: Answer | undefined): boolean =>
  answer === undefined ||
  (typeof answer === 'string' ? isEmptyText(answer) : answer.every(isEmptyText));

const checkText = (question: Question, value: string): AnswerCheck => {
  const longest = question.maxLength ?? LONGEST[question.kind] ?? 200;
  // Characters are never more than the halves that `length` counts.
  const fits = value.length <= longest || [...value].length <= longest;
  return fits ? { ok: true, value } : { ok: false, rule: 'text_long' };
};

const checkOneOf = (allowed: (value: string) => boolean, answer: string): AnswerCheck =>
  allowed(answer) ? { ok: true, value: answer } : { ok: false, rule: 'choose_one' };

const isOption = (question: Question) => (value: string) =>
  (question.options ?? []).some((option) => option.value === value);

const checkSome = (question: Question, answer: Answer): AnswerCheck => {
  const chosen = [...new Set(typeof answer === 'string' ? [answer] : answer)];
  return chosen.every(isOption(question))
    ? { ok: true, value: chosen }
    : { ok: false, rule: 'choose_some' };
};

const isPlace = (answer: string, { places }: FormContext): boolean =>
  places?.get(authorityOfPlace(answer))?.has(answer) === true;

const checkPlace = (answer: string, context: FormContext): AnswerCheck =>
  isPlace(answer, context) ? { ok: true, value: answer } : { ok: false, rule: 'choose_place' };

const checkSeveral = (question: Question, answer: Answer): AnswerCheck => {
  const several = typeof answer === 'string' ? [answer] : answer;
  if (question.kind === 'people') return parsePeople(several);
  return question.kind === 'reception-times' ? checkTimes(several) : checkSome(question, answer);
};

const checkString = (question: Question, answer: string, context: FormContext): AnswerCheck => {
  switch (question.kind) {
    case 'text':
      return checkText(question, toPlainLine(answer));
    case 'long-text':
      return checkText(question, toPlainText(answer));
    case 'person-name':
      return parsePersonName(answer);
    case 'fin':
      return parseFin(answer);
    case 'phone':
      return parsePhone(answer);
    case 'email':
      return parseEmail(answer);
    case 'place':
      return checkPlace(answer, context);
    case 'date':
      return parseFormDate(answer, question.date ?? 'any', context.today);
    case 'choice':
      return checkOneOf(isOption(question), answer);
    case 'authority':
      return checkOneOf((id) => context.authorityIds.has(id), answer);
    case 'official':
      return isOfficial(answer, context)
        ? { ok: true, value: answer }
        : { ok: false, rule: 'choose_official' };
    case 'reception-topic':
      return isReceptionTopic(answer, context)
        ? { ok: true, value: answer }
        : { ok: false, rule: 'choose_topic' };
    case 'multi-choice':
    case 'people':
    case 'reception-times':
      return checkSeveral(question, answer);
  }
};

const REQUIRED: Readonly<Partial<Record<Question['kind'], AnswerRule>>> = {
  choice: 'choose_one',
  authority: 'choose_one',
  place: 'choose_place',
  people: 'people_few',
  'multi-choice': 'choose_some',
  official: 'choose_official',
  'reception-topic': 'choose_topic',
  'reception-times': 'choose_time',
};

/** Kinds whose answer is a list. */
const SEVERAL: readonly Question['kind'][] = ['multi-choice', 'people', 'reception-times'];

const differs = (question: Question, value: Answer, answers: Answers): boolean =>
  question.differsFrom.every((other) => {
    const otherAnswer = answers[other];
    return typeof otherAnswer !== 'string' || otherAnswer.toUpperCase() !== value;
  });

/** Checks one answer against its question's kind and bounds, and against the answers it must differ from. */
export const checkAnswer = (
  question: Question,
  answer: Answer | undefined,
  answers: Answers,
  context: FormContext,
): AnswerCheck => {
  if (answer === undefined || isEmptyAnswer(answer))
    return question.optional
      ? { ok: true, value: undefined }
      : { ok: false, rule: REQUIRED[question.kind] ?? 'required' };
  if (typeof answer !== 'string' && !SEVERAL.includes(question.kind))
    return { ok: false, rule: 'choose_one' };
  const checked =
    typeof answer === 'string'
      ? checkString(question, answer, context)
      : checkSeveral(question, answer);
  return checked.ok && checked.value !== undefined && !differs(question, checked.value, answers)
    ? { ok: false, rule: 'same_as_other' }
    : checked;
};
