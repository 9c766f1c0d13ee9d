import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as v from 'valibot';
import {
  STANCES,
  type SurveyAnswers,
  type SurveyQuestion,
} from '../../../../contract/domain/survey.ts';
import { checkSurveyAnswers } from '../../../../contract/domain/survey-answers.ts';
import {
  decodeAnswers,
  encodeAnswers,
  encodedAnswersSchema,
  mostAnswerBytes,
} from '../../../../contract/voting/encoded-answers.ts';
import { surveyContentSchema } from '../../../../contract/voting/manifest.ts';
import { EVERY_KIND, SOME_ANSWERS, surveyContent } from '../../../support/voting/sample-survey.ts';

const named = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, place) => ({
    id: `${prefix}${place}`,
    text: { az: `${prefix} ${place}` },
  }));

const question = (id: string): fc.Arbitrary<SurveyQuestion> => {
  const shared = { id, text: { az: id }, optional: true };
  return fc.oneof(
    fc.integer({ min: 2, max: 30 }).map((count) => ({
      ...shared,
      kind: 'single' as const,
      options: named('o', count),
    })),
    fc.integer({ min: 2, max: 30 }).map((count) => ({
      ...shared,
      kind: 'multiple' as const,
      options: named('o', count),
      least: 1,
      most: count,
    })),
    fc.constant({
      ...shared,
      kind: 'scale' as const,
      from: 0,
      to: 10,
      low: { az: 'low' },
      high: { az: 'high' },
    }),
    fc.integer({ min: 2, max: 12 }).map((count) => ({
      ...shared,
      kind: 'ranking' as const,
      options: named('o', count),
    })),
    fc.integer({ min: 1, max: 60 }).map((count) => ({
      ...shared,
      kind: 'series' as const,
      statements: named('s', count),
    })),
  );
};

const answerTo = (asked: SurveyQuestion): fc.Arbitrary<SurveyAnswers[string] | undefined> => {
  switch (asked.kind) {
    case 'single':
      return fc.option(fc.constantFrom(...asked.options.map(({ id }) => id)), { nil: undefined });
    case 'multiple':
      return fc.subarray(asked.options.map(({ id }) => id));
    case 'scale':
      return fc.integer({ min: asked.from, max: asked.to });
    case 'ranking':
      return fc.shuffledSubarray(
        asked.options.map(({ id }) => id),
        { minLength: asked.options.length },
      );
    case 'series':
      return fc
        .tuple(...asked.statements.map(() => fc.constantFrom(...STANCES)))
        .map((all) =>
          Object.fromEntries(asked.statements.map(({ id }, place) => [id, all[place]!])),
        );
  }
};

const ballots = fc
  .integer({ min: 1, max: 6 })
  .chain((count) => fc.tuple(...Array.from({ length: count }, (_, place) => question(`q${place}`))))
  .chain((questions) =>
    fc.tuple(fc.constant(questions), fc.tuple(...questions.map((asked) => answerTo(asked)))),
  )
  .map(([questions, given]) => {
    const entries = questions.flatMap(({ id }, place) => {
      const answer = given[place];
      return answer === undefined ? [] : [[id, answer] as const];
    });
    return { questions, answers: Object.fromEntries<SurveyAnswers[string]>(entries) };
  });

test('what is encoded is decoded to the same choice, and never longer than foreseen', () => {
  fc.assert(
    fc.property(ballots, ({ questions, answers }) => {
      const checked = checkSurveyAnswers(questions, answers);
      if (!checked.ok) throw new Error('the sample is wrong');
      const encoded = encodeAnswers(questions, checked.value);
      expect(v.is(encodedAnswersSchema, encoded)).toBe(true);
      expect(JSON.stringify(encoded).length).toBeLessThanOrEqual(mostAnswerBytes(questions));
      const decoded = decodeAnswers(questions, encoded);
      expect(decoded && encodeAnswers(questions, decoded)).toEqual(encoded);
    }),
  );
});

test('the order of taps does not show in a set of choices', () => {
  const turned = { ...SOME_ANSWERS, parts: ['benches', 'trees'] };
  expect(encodeAnswers(EVERY_KIND, turned)).toEqual(encodeAnswers(EVERY_KIND, SOME_ANSWERS));
});

test.each([
  [[]],
  [[3, [0], 1, [0, 1, 2], 'aaa']], // no such option
  [[0, [0, 0], 1, [0, 1, 2], 'aaa']], // the same twice
  [[0, [0], 0, [0, 1, 2], 'aaa']], // below the scale
  [[0, [0], 1, [0, 1], 'aaa']], // half a ranking
  [[0, [0], 1, [0, 1, 2], 'aa']], // half a series
  [[null, [0], 1, [0, 1, 2], 'aaa']], // a question that is not optional
  [['a', [0], 1, [0, 1, 2], 'aaa']], // another kind
])('%j is no ballot of the survey', (encoded) => {
  expect(decodeAnswers(EVERY_KIND, encoded as never)).toBeUndefined();
});

test('a survey whose longest ballot would not fit is not taken', () => {
  const series = (id: string): SurveyQuestion => ({
    kind: 'series',
    id,
    text: { az: id },
    optional: false,
    statements: named('s', 60),
  });
  const many = Array.from({ length: 6 }, (_, place) => series(`q${place}`));
  expect(v.is(surveyContentSchema, surveyContent())).toBe(true);
  expect(v.is(surveyContentSchema, surveyContent({ questions: many }))).toBe(false);
});
