import type { Answer, Answers, Question } from '../packs.ts';
import { parseFin } from './fin.ts';
import { parseFormDate } from './form-dates.ts';
import { parsePersonName } from './person-name.ts';
import { parsePhone } from './phone.ts';
import { toPlainLine, toPlainText } from './plain-text.ts';
import type { FormContext } from './service-form.ts';

/** Every rule that an answer can break; the screen has a sentence for each. */
export const ANSWER_RULES = [
  'required',
  'choose_one',
  'choose_some',
  'text_long',
  'fin_length',
  'fin_characters',
  'fin_look_alike',
  'phone_length',
  'phone_characters',
  'phone_prefix',
  'phone_short',
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

export const isEmptyAnswer = (answer: Answer | undefined): boolean =>
  answer === undefined ||
  (typeof answer === 'string' ? toPlainLine(answer) === '' : answer.length === 0);

const checkText = (question: Question, value: string): AnswerCheck => {
  const longest = question.maxLength ?? LONGEST[question.kind] ?? 200;
  return [...value].length > longest ? { ok: false, rule: 'text_long' } : { ok: true, value };
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
    case 'date':
      return parseFormDate(answer, question.date ?? 'any', context.today);
    case 'choice':
      return checkOneOf(isOption(question), answer);
    case 'authority':
      return checkOneOf((id) => context.authorityIds.has(id), answer);
    case 'multi-choice':
      return checkSome(question, answer);
  }
};

const REQUIRED: Readonly<Partial<Record<Question['kind'], AnswerRule>>> = {
  choice: 'choose_one',
  authority: 'choose_one',
  'multi-choice': 'choose_some',
};

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
  if (typeof answer !== 'string' && question.kind !== 'multi-choice')
    return { ok: false, rule: 'choose_one' };
  const checked =
    typeof answer === 'string'
      ? checkString(question, answer, context)
      : checkSome(question, answer);
  return checked.ok && checked.value !== undefined && !differs(question, checked.value, answers)
    ? { ok: false, rule: 'same_as_other' }
    : checked;
};
