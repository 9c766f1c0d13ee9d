import * as v from 'valibot';
import { identifierSchema } from '../packs.ts';

/**
 * A survey's text: Azerbaijani always, the others where a translation exists. A text without them is
 * shown in Azerbaijani with a note that says so.
 */
export const surveyTextSchema = v.strictObject({
  az: v.pipe(v.string(), v.minLength(1), v.maxLength(2000)),
  ru: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(2000))),
  en: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(2000))),
});
export type SurveyText = v.InferOutput<typeof surveyTextSchema>;

const count = (least: number, most: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));

export const surveyOptionSchema = v.strictObject({ id: identifierSchema, text: surveyTextSchema });

const options = (least: number, most: number) =>
  v.pipe(
    v.array(surveyOptionSchema),
    v.minLength(least),
    v.maxLength(most),
    v.check((list) => new Set(list.map(({ id }) => id)).size === list.length, 'same id twice'),
  );

const shared = {
  id: identifierSchema,
  text: surveyTextSchema,
  help: v.optional(surveyTextSchema),
  /** May be left without an answer; the ballot counts for the other questions all the same. */
  optional: v.optional(v.boolean(), false),
};

export const surveyQuestionSchema = v.variant('kind', [
  /** One of the options. */
  v.strictObject({ kind: v.literal('single'), ...shared, options: options(2, 30) }),
  /** Some of the options, within limits. */
  v.pipe(
    v.strictObject({
      kind: v.literal('multiple'),
      ...shared,
      options: options(2, 30),
      least: count(1, 30),
      most: count(1, 30),
    }),
    v.check(
      ({ least, most, options: all }) => least <= most && most <= all.length,
      'the limits do not fit the options',
    ),
  ),
  /** A whole number between two ends that have names. */
  v.pipe(
    v.strictObject({
      kind: v.literal('scale'),
      ...shared,
      from: count(0, 10),
      to: count(1, 10),
      low: surveyTextSchema,
      high: surveyTextSchema,
    }),
    v.check(({ from, to }) => from < to, 'a scale rises'),
  ),
  /** All options, the most wanted first. */
  v.strictObject({ kind: v.literal('ranking'), ...shared, options: options(2, 12) }),
  /** Agree, disagree or pass on each statement. */
  v.strictObject({ kind: v.literal('series'), ...shared, statements: options(1, 60) }),
]);
export type SurveyQuestion = v.InferOutput<typeof surveyQuestionSchema>;

export const surveyQuestionsSchema = v.pipe(
  v.array(surveyQuestionSchema),
  v.minLength(1),
  v.maxLength(20),
  v.check((list) => new Set(list.map(({ id }) => id)).size === list.length, 'same id twice'),
);

export const STANCES = ['agree', 'disagree', 'pass'] as const;
export type Stance = (typeof STANCES)[number];

/** single: an option's id; multiple, ranking: ids; scale: the number; series: stance by statement's id. */
export const surveyAnswerSchema = v.union([
  identifierSchema,
  v.pipe(v.array(identifierSchema), v.maxLength(60)),
  v.pipe(v.number(), v.integer()),
  v.record(identifierSchema, v.picklist(STANCES)),
]);
export type SurveyAnswer = v.InferOutput<typeof surveyAnswerSchema>;

/** By question id. */
export const surveyAnswersSchema = v.record(identifierSchema, surveyAnswerSchema);
export type SurveyAnswers = v.InferOutput<typeof surveyAnswersSchema>;

/**
 * How sure it is who voted: `verified` was confirmed by a sign-in that the portal can check,
 * `declared` typed, or shown to staff. Keys and totals are apart.
 */
export const VOTE_CLASSES = ['verified', 'declared'] as const;
export type VoteClass = (typeof VOTE_CLASSES)[number];

/** When figures may be seen: `at_end` after the last ballot was counted, `in_steps` meanwhile too. */
export const RESULT_RULES = ['at_end', 'in_steps'] as const;
