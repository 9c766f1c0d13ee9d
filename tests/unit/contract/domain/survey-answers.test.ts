import { expect, test } from 'vitest';
import type { SurveyAnswers } from '../../../../contract/domain/survey.ts';
import { checkSurveyAnswers } from '../../../../contract/domain/survey-answers.ts';
import { countBallots } from '../../../../contract/domain/survey-totals.ts';
import { EVERY_KIND, SOME_ANSWERS } from '../../../support/voting/sample-survey.ts';

const withAnswer = (change: Record<string, unknown>) =>
  checkSurveyAnswers(EVERY_KIND, { ...SOME_ANSWERS, ...change } as SurveyAnswers);

test('takes a whole ballot, and one whose optional question was passed over', () => {
  expect(checkSurveyAnswers(EVERY_KIND, SOME_ANSWERS)).toEqual({ ok: true, value: SOME_ANSWERS });
  const { park, parts, order, views } = SOME_ANSWERS;
  const rest = { park, parts, order, views } as SurveyAnswers;
  expect(checkSurveyAnswers(EVERY_KIND, rest)).toEqual({ ok: true, value: rest });
});

test.each([
  ['park', undefined, 'required'],
  ['park', 'perhaps', 'unknown_option'],
  ['park', ['no'], 'kind'],
  ['parts', [], 'required'],
  ['parts', ['trees', 'lights', 'benches'], 'too_many'],
  ['parts', ['trees', 'trees'], 'twice'],
  ['parts', ['bins'], 'unknown_option'],
  ['pleased', 6, 'out_of_scale'],
  ['pleased', 2.5, 'out_of_scale'],
  ['pleased', '4', 'kind'],
  ['order', ['road', 'school'], 'incomplete'],
  ['order', ['road', 'road', 'school'], 'twice'],
  ['views', { quiet: 'agree' }, 'incomplete'],
  ['views', { quiet: 'agree', clean: 'pass', safe: 'agree', loud: 'agree' }, 'unknown_option'],
  ['views', ['quiet'], 'kind'],
  ['other', 'yes', 'unknown_question'],
])('names the rule that %s breaks with %j', (field, answer, rule) => {
  expect(withAnswer({ [field]: answer })).toEqual({ ok: false, problems: [{ field, rule }] });
});

test('counts every kind, the ranking with places and points', () => {
  const second: SurveyAnswers = {
    ...SOME_ANSWERS,
    park: 'yes',
    order: ['road', 'clinic', 'school'],
  };
  const { ballots, questions } = countBallots(EVERY_KIND, [SOME_ANSWERS, second]);
  expect(ballots).toBe(2);
  expect(questions['park']).toEqual({
    kind: 'single',
    answered: 2,
    options: { yes: 1, no: 1, undecided: 0 },
  });
  expect(questions['parts']).toMatchObject({ options: { benches: 2, trees: 2, lights: 0 } });
  expect(questions['pleased']).toMatchObject({ values: { 1: 0, 4: 2, 5: 0 } });
  expect(questions['order']).toMatchObject({
    places: { road: [1, 1, 0], clinic: [1, 1, 0], school: [0, 0, 2] },
    points: { road: 3, clinic: 3, school: 0 },
  });
  expect(questions['views']).toMatchObject({
    statements: { quiet: { agree: 2 }, clean: { pass: 2 }, safe: { disagree: 2 } },
  });
});
