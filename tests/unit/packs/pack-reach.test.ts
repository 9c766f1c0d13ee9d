import { describe, expect, test } from 'vitest';
import { said, saidAfter } from '../../support/packs/review-in-words.ts';
import {
  choice,
  equals,
  smallService,
  text,
  type RawQuestion,
} from '../../support/packs/small-service.ts';

const date = (more: RawQuestion = {}) => ({
  field: 'born',
  kind: 'date',
  date: 'past',
  title: text('Title born'),
  label: text('Label born'),
  ...more,
});
const aged = (bounds: Record<string, number>) => ({
  properties: { age: bounds },
  required: ['age'],
});
const AGE = [{ name: 'age', from: 'born', rule: 'age-in-years' }];
const stop = (when: unknown) => ({ when, title: text('Stop'), text: text('Because') });

describe('questions that lead nowhere', () => {
  const first = choice('one', ['yes', 'no']);

  test('a question for an answer that does not exist', () => {
    const second = choice('two', ['a', 'b'], { showIf: equals('one', 'perhaps') });
    expect(said(smallService(first, second))).toEqual([
      'error at questions.1.showIf: compares one with "perhaps", which is none of its options',
      'error at questions.1.showIf: question two: nobody is ever asked it',
    ]);
  });

  test('a question for two answers at once', () => {
    const both = { allOf: [equals('one', 'yes'), equals('one', 'no')] };
    expect(said(smallService(first, choice('two', ['a', 'b'], { showIf: both })))).toEqual([
      'error at questions.1.showIf: question two: nobody is ever asked it',
    ]);
  });

  test('a question behind a stop that takes everybody who could be asked', () => {
    const stopping = choice('one', ['yes', 'no'], { stops: [stop(equals('one', 'yes'))] });
    const second = choice('two', ['a', 'b'], { showIf: equals('one', 'yes') });
    expect(said(smallService(stopping, second))).toEqual([
      'error at questions.1.showIf: question two: nobody is ever asked it',
    ]);
  });

  test('a question for an age that an earlier stop has sent away', () => {
    const questions = [
      date({ stops: [stop(aged({ minimum: 18 }))] }),
      choice('two', ['a', 'b'], { showIf: aged({ minimum: 21 }) }),
    ];
    expect(saidAfter((pack) => (pack.derived = AGE), ...questions)).toContain(
      'error at questions.1.showIf: question two: nobody is ever asked it',
    );
  });

  test('a question for one single year of life is found, on both sides of its bounds', () => {
    const questions = [
      date(),
      choice('two', ['a', 'b'], { showIf: aged({ minimum: 21, maximum: 21 }) }),
      choice('three', ['a', 'b'], { showIf: aged({ exclusiveMinimum: 64 }) }),
    ];
    expect(saidAfter((pack) => (pack.derived = AGE), ...questions)).toEqual([]);
  });

  test('a question that only some combination of several choices opens is found', () => {
    const several = choice('one', ['a', 'b', 'c', 'd'], { kind: 'multi-choice' });
    const includes = (value: string) => ({
      properties: { one: { contains: { const: value } } },
      required: ['one'],
    });
    const showIf = { allOf: [includes('a'), includes('c'), { not: includes('b') }] };
    expect(said(smallService(several, choice('two', ['x', 'y'], { showIf })))).toEqual([]);
  });

  test('a stop that no answer reaches, and stops that nobody passes', () => {
    const never = stop({ allOf: [equals('one', 'yes'), equals('one', 'no')] });
    expect(said(smallService(choice('one', ['yes', 'no'], { stops: [never] })))).toEqual([
      'error at questions.0.stops.0.when: no answer ever leads to this stop',
    ]);
    const always = stop({ required: ['one'] });
    expect(said(smallService(choice('one', ['yes', 'no'], { stops: [always] })))).toContain(
      'error at questions: no way ends in a complete application',
    );
  });

  test('a rule over the whole form that no answers fulfil', () => {
    const schema = { allOf: [equals('one', 'yes'), equals('one', 'no')] };
    expect(saidAfter((pack) => (pack['schema'] = schema))).toEqual([
      'error at questions: no way ends in a complete application',
    ]);
  });

  test('warns of a condition that always holds and of an age that nobody looks at', () => {
    const open = { properties: { one: { enum: ['yes', 'no'] } } };
    expect(said(smallService(first, choice('two', ['a', 'b'], { showIf: open })))).toEqual([
      'warning at questions.1.showIf: always holds: is "required" missing?',
    ]);
    expect(saidAfter((pack) => (pack.derived = AGE), date())).toEqual([
      'warning at derived.0: no condition uses age',
    ]);
  });
});

describe('forms that harm', () => {
  test('two questions that wait for each other', () => {
    const questions = [
      choice('one', ['yes', 'no'], { showIf: equals('two', 'a') }),
      choice('two', ['a', 'b'], { showIf: equals('one', 'yes') }),
    ];
    expect(said(smallService(...questions))).toEqual([
      'error at questions.0.showIf: refers to "two", which is not asked before it but later: that would be a cycle',
    ]);
  });

  test('a question that waits for itself', () => {
    const self = choice('one', ['yes', 'no'], { showIf: equals('one', 'yes') });
    expect(said(smallService(self))).toEqual([expect.stringContaining('a cycle')]);
  });

  test.each<[RawQuestion, string]>([
    [{ properties: { one: { pattern: '^(a+)+$' } } }, 'an expression'],
    [{ $ref: '#' }, 'a reference'],
    [{ properties: { one: { enum: 5 } } }, 'a list that is none'],
  ])('a condition with %j: %s', (showIf) => {
    const pack = smallService(choice('one', ['yes', 'no']), choice('two', ['a', 'b'], { showIf }));
    expect(said(pack)).toEqual([
      'error at questions.1.showIf: a condition may only compare values',
    ]);
  });

  test('ten thousand questions, said in few lines', () => {
    const questions = Array.from({ length: 10_000 }, (_, n) => choice(`q${n}`, ['yes', 'no']));
    const lines = said(smallService(...questions));
    expect(lines.length).toBeLessThanOrEqual(31);
    expect(lines.join('\n')).toContain('at questions: Invalid length');
  });

  test('more questions on one way than people bear, however independent', () => {
    const questions = Array.from({ length: 26 }, (_, n) => choice(`q${n}`, ['yes', 'no']));
    expect(said(smallService(...questions))).toEqual([
      'error at questions: somebody is asked 26 questions, 25 are enough',
    ]);
  });

  test('conditions that make more ways than anybody can check end, and are refused', () => {
    const questions = Array.from({ length: 24 }, (_, n) => choice(`q${n}`, ['a', 'b', 'c']));
    const all = { anyOf: questions.map(({ field }) => equals(field, 'a')) };
    const last = choice('last', ['yes', 'no'], { showIf: all });
    expect(said(smallService(...questions, last))).toEqual([
      'error at questions: the conditions make too many ways to check them all',
    ]);
  });

  test('independent conditions do not multiply', () => {
    const questions = Array.from({ length: 12 }, (_, n) => [
      choice(`a${n}`, ['yes', 'no', 'perhaps']),
      choice(`b${n}`, ['yes', 'no'], { showIf: equals(`a${n}`, 'yes') }),
    ]).flat();
    expect(said(smallService(...questions))).toEqual([]);
  });

  test('a whole that is not an object, or no known kind of pack', () => {
    for (const nonsense of [null, [], 'x', 5, {}, { pack: 'ballot' }, { pack: ['service'] }])
      expect(said(nonsense)).toEqual([expect.stringMatching(/^error at pack: /u)]);
  });

  test('names of the language’s own objects are no way in', () => {
    const showIf = JSON.parse('{"properties":{"__proto__":{"const":"x"}}}') as RawQuestion;
    const pack = smallService(choice('one', ['yes', 'no']), choice('two', ['a', 'b'], { showIf }));
    expect(said(pack)).toEqual([expect.stringContaining('refers to "__proto__"')]);
  });
});
