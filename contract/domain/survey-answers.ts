import type { FieldError } from '../errors.ts';
import type { SurveyAnswer, SurveyAnswers, SurveyQuestion } from './survey.ts';

/** Rules that an answer may break; the field is the question's id. */
export type SurveyRule =
  | 'required'
  | 'kind' // an answer of another question kind
  | 'unknown_option'
  | 'twice'
  | 'too_few'
  | 'too_many'
  | 'out_of_scale'
  | 'incomplete' // a ranking or series that leaves some out
  | 'unknown_question';

export type SurveyAnswersCheck =
  | { readonly ok: true; readonly value: SurveyAnswers }
  | { readonly ok: false; readonly problems: readonly (FieldError & { rule: SurveyRule })[] };

type Question<K extends SurveyQuestion['kind']> = Extract<SurveyQuestion, { kind: K }>;

const isEmpty = (answer: SurveyAnswer | undefined): boolean =>
  answer === undefined || (Array.isArray(answer) && answer.length === 0);

const listFault = (
  answer: readonly string[],
  options: readonly { readonly id: string }[],
): SurveyRule | undefined => {
  if (new Set(answer).size !== answer.length) return 'twice';
  return answer.every((id) => options.some((option) => option.id === id))
    ? undefined
    : 'unknown_option';
};

const multipleFault = (
  answer: readonly string[],
  { options, least, most }: Question<'multiple'>,
): SurveyRule | undefined =>
  listFault(answer, options) ??
  (answer.length < least ? 'too_few' : answer.length > most ? 'too_many' : undefined);

const seriesFault = (
  answer: Readonly<Record<string, unknown>>,
  { statements, optional }: Question<'series'>,
): SurveyRule | undefined => {
  const known = new Set(statements.map(({ id }) => id));
  const answered = Object.keys(answer);
  if (!answered.every((id) => known.has(id))) return 'unknown_option';
  return optional || answered.length === known.size ? undefined : 'incomplete';
};

const scaleFault = (answer: number, { from, to }: Question<'scale'>): SurveyRule | undefined =>
  Number.isInteger(answer) && answer >= from && answer <= to ? undefined : 'out_of_scale';

/** What is wrong with one answer; undefined when it may be cast. */
export const surveyAnswerFault = (
  question: SurveyQuestion,
  answer: SurveyAnswer | undefined,
): SurveyRule | undefined => {
  if (answer === undefined || isEmpty(answer)) return question.optional ? undefined : 'required';
  switch (question.kind) {
    case 'single':
      return typeof answer === 'string' ? listFault([answer], question.options) : 'kind';
    case 'scale':
      return typeof answer === 'number' ? scaleFault(answer, question) : 'kind';
    case 'multiple':
      return Array.isArray(answer) ? multipleFault(answer, question) : 'kind';
    case 'ranking':
      if (!Array.isArray(answer)) return 'kind';
      return (
        listFault(answer, question.options) ??
        (answer.length === question.options.length ? undefined : 'incomplete')
      );
    case 'series':
      return typeof answer === 'object' && !Array.isArray(answer)
        ? seriesFault(answer, question)
        : 'kind';
  }
};

/** Checks a whole ballot. The value holds exactly the questions that were answered. */
export const checkSurveyAnswers = (
  questions: readonly SurveyQuestion[],
  answers: SurveyAnswers,
): SurveyAnswersCheck => {
  const problems = questions.flatMap((question) => {
    const rule = surveyAnswerFault(question, answers[question.id]);
    return rule === undefined ? [] : [{ field: question.id, rule }];
  });
  const known = new Set(questions.map(({ id }) => id));
  const strangers = Object.keys(answers)
    .filter((id) => !known.has(id))
    .map((field) => ({ field, rule: 'unknown_question' as const }));
  if (problems.length + strangers.length > 0)
    return { ok: false, problems: [...problems, ...strangers] };
  const value = Object.fromEntries(
    Object.entries(answers).filter(([, answer]) => !isEmpty(answer)),
  );
  return { ok: true, value };
};
