import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { figureOf } from '../../../../contract/domain/survey-figures.ts';
import { surveyQuestionsSchema } from '../../../../contract/domain/survey.ts';
import { shownText } from '../../../../contract/domain/survey-text.ts';
import { countBallots } from '../../../../contract/domain/survey-totals.ts';

const text = (az: string) => ({ az });
const options = ['park', 'road', 'lamps'].map((id) => ({ id, text: text(id) }));
const questions = v.parse(surveyQuestionsSchema, [
  { kind: 'single', id: 'first', text: text('?'), options },
  { kind: 'scale', id: 'mark', text: text('?'), from: 1, to: 5, low: text('-'), high: text('+') },
  { kind: 'ranking', id: 'order', text: text('?'), options },
  { kind: 'series', id: 'views', text: text('?'), statements: options.slice(0, 2) },
]);
const ballot = (first: string, mark: number) => ({
  first,
  mark,
  order: ['lamps', 'park', 'road'],
  views: { park: 'agree' as const, road: 'pass' as const },
});
const totals = {
  verified: countBallots(questions, [ballot('park', 5), ballot('road', 4)]),
  declared: countBallots(questions, [ballot('park', 3)]),
};
const [first, mark, order, views] = questions.map((question) => figureOf(question, totals));

describe('figures of a survey', () => {
  it('add both classes up and keep them apart', () => {
    expect(first?.groups[0]?.rows[0]).toMatchObject({
      value: 2,
      byClass: { verified: 1, declared: 1 },
      share: 2 / 3,
    });
    expect(first?.answered).toBe(3);
  });

  it('name who leads, and all of them when they are level', () => {
    expect(first?.groups[0]?.leaders.map(({ value }) => value)).toEqual([2]);
    const level = figureOf(questions[0]!, {
      verified: countBallots(questions, [ballot('park', 1), ballot('road', 1)]),
      declared: countBallots(questions, []),
    });
    expect(level.groups[0]?.leaders).toHaveLength(2);
  });

  it('give the mean of a scale', () => {
    expect(mark?.mean).toBe(4);
  });

  it('measure a ranking in points, the first place of every ballot being a full bar', () => {
    expect(order?.unit).toBe('points');
    expect(order?.groups[0]?.rows.map(({ value, share }) => [value, share])).toEqual([
      [3, 0.5],
      [0, 0],
      [6, 1],
    ]);
  });

  it('show each statement of a series by itself', () => {
    expect(views?.groups.map(({ heading }) => heading?.az)).toEqual(['park', 'road']);
    expect(views?.groups[1]?.rows.map(({ value }) => value)).toEqual([0, 0, 3]);
  });

  it('have neither leader nor mean where nobody answered', () => {
    const none = { verified: countBallots(questions, []), declared: countBallots(questions, []) };
    const figures = questions.map((question) => figureOf(question, none));
    expect(figures.flatMap(({ groups }) => groups.flatMap(({ leaders }) => leaders))).toEqual([]);
    expect(figures[1]).not.toHaveProperty('mean');
  });
});

describe('a text that was not translated', () => {
  it('is shown in Azerbaijani and says so', () => {
    expect(shownText({ az: 'Park' }, 'en')).toEqual({
      text: 'Park',
      language: 'az',
      untranslated: true,
    });
    expect(shownText({ az: 'Park', en: 'The park' }, 'en')).toMatchObject({ untranslated: false });
    expect(shownText({ az: 'Park' }, 'az')).toMatchObject({ untranslated: false });
  });
});
