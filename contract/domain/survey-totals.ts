import * as v from 'valibot';
import { identifierSchema } from '../packs.ts';
import { type SurveyAnswer, type SurveyAnswers, type SurveyQuestion } from './survey.ts';

const tally = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const byId = v.record(identifierSchema, tally);

/** Figures of one question. `answered`: ballots with an answer to it. */
export const questionTotalsSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('single'), answered: tally, options: byId }),
  v.strictObject({ kind: v.literal('multiple'), answered: tally, options: byId }),
  /** By value, in decimal. */
  v.strictObject({
    kind: v.literal('scale'),
    answered: tally,
    values: v.record(v.pipe(v.string(), v.regex(/^\d{1,2}$/)), tally),
  }),
  /**
   * `places`: for each option how often it stood first, second, …; `points`: the Borda count, with n
   * options n - 1 points for the first place down to none for the last.
   */
  v.strictObject({
    kind: v.literal('ranking'),
    answered: tally,
    places: v.record(identifierSchema, v.array(tally)),
    points: byId,
  }),
  v.strictObject({
    kind: v.literal('series'),
    answered: tally,
    statements: v.record(
      identifierSchema,
      v.strictObject({ agree: tally, disagree: tally, pass: tally }),
    ),
  }),
]);
export type QuestionTotals = v.InferOutput<typeof questionTotalsSchema>;

/** By question id, after `ballots` ballots. */
export const totalsSchema = v.strictObject({
  ballots: tally,
  questions: v.record(identifierSchema, questionTotalsSchema),
});
export type Totals = v.InferOutput<typeof totalsSchema>;

const zeroes = (list: readonly { readonly id: string }[]): Record<string, number> =>
  Object.fromEntries(list.map(({ id }) => [id, 0]));

const noneYet = (question: SurveyQuestion): QuestionTotals => {
  switch (question.kind) {
    case 'single':
    case 'multiple':
      return { kind: question.kind, answered: 0, options: zeroes(question.options) };
    case 'scale': {
      const length = question.to - question.from + 1;
      const values = Array.from(
        { length },
        (_, step) => [String(question.from + step), 0] as const,
      );
      return { kind: 'scale', answered: 0, values: Object.fromEntries(values) };
    }
    case 'ranking': {
      const { options } = question;
      const places = options.map(({ id }) => [id, options.map(() => 0)] as const);
      return {
        kind: 'ranking',
        answered: 0,
        places: Object.fromEntries(places),
        points: zeroes(options),
      };
    }
    case 'series': {
      const nobody = question.statements.map(
        ({ id }) => [id, { agree: 0, disagree: 0, pass: 0 }] as const,
      );
      return { kind: 'series', answered: 0, statements: Object.fromEntries(nobody) };
    }
  }
};

const raise = (counts: Record<string, number>, key: string, by = 1): void => {
  counts[key] = (counts[key] ?? 0) + by;
};

const addRanking = (
  totals: Extract<QuestionTotals, { kind: 'ranking' }>,
  order: readonly string[],
): void => {
  for (const [place, id] of order.entries()) {
    const places = totals.places[id];
    if (places !== undefined) places[place] = (places[place] ?? 0) + 1;
    raise(totals.points, id, order.length - 1 - place);
  }
};

const addAnswer = (totals: QuestionTotals, answer: SurveyAnswer): void => {
  totals.answered += 1;
  if (typeof answer === 'number') {
    if (totals.kind === 'scale') raise(totals.values, String(answer));
  } else if (typeof answer === 'string' || Array.isArray(answer)) {
    const ids = typeof answer === 'string' ? [answer] : answer;
    if (totals.kind === 'ranking') addRanking(totals, ids);
    else if (totals.kind === 'single' || totals.kind === 'multiple')
      for (const id of ids) raise(totals.options, id);
  } else if (totals.kind === 'series') {
    for (const [id, stance] of Object.entries(answer)) {
      const statement = totals.statements[id];
      if (statement !== undefined) statement[stance] += 1;
    }
  }
};

/** Counts ballots whose answers were checked. */
export const countBallots = (
  questions: readonly SurveyQuestion[],
  ballots: Iterable<SurveyAnswers>,
): Totals => {
  const figures = questions.map((question) => [question.id, noneYet(question)] as const);
  const totals: Totals = { ballots: 0, questions: Object.fromEntries(figures) };
  for (const answers of ballots) {
    totals.ballots += 1;
    for (const [id, answer] of Object.entries(answers)) {
      const question = totals.questions[id];
      if (question !== undefined) addAnswer(question, answer);
    }
  }
  return totals;
};
