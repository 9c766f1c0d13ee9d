import * as v from 'valibot';
import {
  type Stance,
  type SurveyAnswer,
  type SurveyAnswers,
  type SurveyQuestion,
} from '../domain/survey.ts';
import { checkSurveyAnswers } from '../domain/survey-answers.ts';

/**
 * Answers as they stand in a sealed ballot: one entry a question, in the manifest's order, without
 * ids, so that every ballot fits its fixed size. null: not answered; a number: the option's place or
 * the scale's value; a list: places; text: one letter a statement.
 */
export const encodedAnswersSchema = v.pipe(
  v.array(
    v.union([
      v.null(),
      v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(99)),
      v.pipe(
        v.array(v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(99))),
        v.maxLength(30),
      ),
      v.pipe(v.string(), v.regex(/^[adp-]{1,60}$/)),
    ]),
  ),
  v.maxLength(20),
);
export type EncodedAnswers = v.InferOutput<typeof encodedAnswersSchema>;
type Encoded = EncodedAnswers[number];

const LETTERS = { agree: 'a', disagree: 'd', pass: 'p' } as const satisfies Record<Stance, string>;
const STANCE_OF: Readonly<Record<string, Stance>> = { a: 'agree', d: 'disagree', p: 'pass' };

const placeOf = (list: readonly { readonly id: string }[], id: string): number =>
  list.findIndex((option) => option.id === id);

const encodeAnswer = (question: SurveyQuestion, answer: SurveyAnswer | undefined): Encoded => {
  if (answer === undefined) return null;
  if (typeof answer === 'number') return answer;
  if (question.kind === 'series') {
    const stances = answer as Readonly<Record<string, Stance>>;
    return question.statements
      .map(({ id }) => (stances[id] === undefined ? '-' : LETTERS[stances[id]]))
      .join('');
  }
  if (question.kind === 'scale') return null;
  if (typeof answer === 'string') return placeOf(question.options, answer);
  const places = (answer as readonly string[]).map((id) => placeOf(question.options, id));
  return question.kind === 'ranking' ? places : places.sort((a, b) => a - b);
};

/** `answers` as `checkSurveyAnswers` gave them back. */
export const encodeAnswers = (
  questions: readonly SurveyQuestion[],
  answers: SurveyAnswers,
): EncodedAnswers => questions.map((question) => encodeAnswer(question, answers[question.id]));

const idsAt = (
  list: readonly { readonly id: string }[],
  places: readonly number[],
): readonly string[] | undefined => {
  const ids = places.map((place) => list[place]?.id);
  return ids.every((id) => id !== undefined) ? ids : undefined;
};

const decodeAnswer = (question: SurveyQuestion, encoded: Encoded): SurveyAnswer | undefined => {
  switch (question.kind) {
    case 'scale':
      return typeof encoded === 'number' ? encoded : undefined;
    case 'single':
      return typeof encoded === 'number' ? question.options[encoded]?.id : undefined;
    case 'multiple':
    case 'ranking': {
      const ids = Array.isArray(encoded) ? idsAt(question.options, encoded) : undefined;
      return ids && [...ids];
    }
    case 'series':
      return typeof encoded === 'string' && encoded.length === question.statements.length
        ? stancesOf(question.statements, encoded)
        : undefined;
  }
};

const stancesOf = (
  statements: readonly { readonly id: string }[],
  letters: string,
): Record<string, Stance> =>
  Object.fromEntries(
    statements.flatMap(({ id }, place) => {
      const stance = STANCE_OF[letters.charAt(place)];
      return stance === undefined ? [] : [[id, stance] as const];
    }),
  );

/** The answers, or undefined when they are not ones that the survey allows. */
export const decodeAnswers = (
  questions: readonly SurveyQuestion[],
  encoded: EncodedAnswers,
): SurveyAnswers | undefined => {
  if (encoded.length !== questions.length) return undefined;
  const answers: Record<string, SurveyAnswer> = {};
  for (const [place, question] of questions.entries()) {
    const entry = encoded[place] ?? null;
    if (entry === null) continue;
    const answer = decodeAnswer(question, entry);
    if (answer === undefined) return undefined;
    answers[question.id] = answer;
  }
  const checked = checkSurveyAnswers(questions, answers);
  return checked.ok ? checked.value : undefined;
};

const longestAnswer = (question: SurveyQuestion): number => {
  switch (question.kind) {
    case 'single':
    case 'scale':
      return 2;
    case 'multiple':
    case 'ranking':
      return 2 + 3 * question.options.length;
    case 'series':
      return 2 + question.statements.length;
  }
};

/** Bytes of the longest answers that these questions allow, with commas and brackets; never too few. */
export const mostAnswerBytes = (questions: readonly SurveyQuestion[]): number =>
  2 + questions.reduce((sum, question) => sum + 1 + Math.max(4, longestAnswer(question)), 0);
