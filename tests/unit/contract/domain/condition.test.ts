import { expect, test } from 'vitest';
import {
  fieldsOfCondition,
  holds,
  isSafeCondition,
} from '../../../../contract/domain/condition.ts';

const nested = (depth: number): unknown => (depth === 0 ? {} : { not: nested(depth - 1) });

test.each([
  [{ pattern: '^(a+)+$' }, 'an expression that may never end'],
  [{ properties: { a: { pattern: 'x' } } }, 'an expression further down'],
  [{ allOf: [{ $ref: '#' }] }, 'a reference to itself'],
  [{ patternProperties: { '(a+)+': {} } }, 'an expression over names'],
  [{ format: 'regex' }, 'a format of the library'],
  [nested(9), 'too many levels'],
  [{ properties: { a: { enum: 5 } } }, 'a list that is none: the validator would throw'],
  [{ required: 'a' }, 'a name where a list belongs'],
  [{ required: [null] }, 'a name that is none'],
  [{ type: 'anything' }, 'a type that does not exist'],
  [{ const: { a: 1 } }, 'a comparison with an object'],
  [{ properties: { a: { minimum: '10' } } }, 'a bound that is no number'],
  [{ enum: Array.from({ length: 101 }, (_, index) => index) }, 'an endless list'],
  [{ anyOf: Array.from({ length: 101 }, () => ({})) }, 'an endless list of parts'],
  [[], 'a list'],
  ['true', 'a text'],
  [null, 'nothing'],
])('refuses %j: %s', (condition) => {
  expect(isSafeCondition(condition)).toBe(false);
});

test('takes comparisons and their combinations', () => {
  const condition = {
    anyOf: [
      { properties: { a: { const: 'x' } }, required: ['a'] },
      { properties: { n: { minimum: 10 } }, required: ['n'] },
    ],
  };
  expect(isSafeCondition(condition)).toBe(true);
  expect(holds(condition, { a: 'x' })).toBe(true);
  expect(holds(condition, { n: 10 })).toBe(true);
  expect(holds(condition, { n: 9 })).toBe(false);
  expect(new Set(fieldsOfCondition(condition))).toEqual(new Set(['a', 'n']));
});
