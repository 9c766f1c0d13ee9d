import { Validator } from '@cfworker/json-schema';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileCondition } from '../../../../contract/domain/compiled-condition.ts';
import { isSafeCondition } from '../../../../contract/domain/condition.ts';

const names = fc.constantFrom('a', 'b', 'toString', '__proto__');
const texts = fc.constantFrom('', 'x', 'ə', 'yes', '😀', '\u{d83d}');
const numbers = fc.constantFrom(-1, 0, 0.5, 1, 2, 3);
const plain = fc.oneof(texts, numbers, fc.boolean());
const bound = fc.constantFrom(0, 1, 2);

const values = fc.oneof(
  plain,
  fc.constant(null),
  fc.array(plain, { maxLength: 3 }),
  fc.dictionary(names, fc.oneof(plain, fc.array(plain, { maxLength: 2 })), { maxKeys: 3 }),
);

/** Conditions as packs may have them, small enough to be met now and then. */
const conditions = (levels: number): fc.Arbitrary<Record<string, unknown>> => {
  const leaf = fc.oneof(
    fc.record({
      type: fc.constantFrom('string', 'number', 'integer', 'boolean', 'array', 'object', 'null'),
    }),
    fc.record({ const: plain }),
    fc.record({ enum: fc.array(plain, { minLength: 1, maxLength: 3 }) }),
    fc.record({ required: fc.array(names, { minLength: 1, maxLength: 2 }) }),
    fc
      .constantFrom('minItems', 'maxItems', 'minLength', 'maxLength', 'minimum', 'maximum')
      .chain((keyword) => bound.map((value) => ({ [keyword]: value }))),
    fc
      .constantFrom('exclusiveMinimum', 'exclusiveMaximum')
      .chain((keyword) => bound.map((value) => ({ [keyword]: value }))),
  );
  if (levels === 0) return leaf;
  const inner = conditions(levels - 1);
  const parts = fc.array(inner, { minLength: 1, maxLength: 3 });
  const nested = fc.oneof(
    fc.record({ properties: fc.dictionary(names, inner, { maxKeys: 2 }) }),
    fc.record({ contains: inner }),
    fc.record({ allOf: parts }),
    fc.record({ anyOf: parts }),
    fc.record({ oneOf: parts }),
    fc.record({ not: inner }),
    fc.record({ if: inner, then: inner, else: inner }, { requiredKeys: [] }),
  );
  return fc.tuple(nested, fc.oneof(leaf, fc.constant({}))).map(([one, other]) => ({
    ...one,
    ...other,
  }));
};

test('a compiled condition says what a validator of the standard says', () => {
  let met = 0;
  let tried = 0;
  fc.assert(
    fc.property(
      conditions(2),
      fc.array(values, { minLength: 1, maxLength: 8 }),
      (condition, some) => {
        expect(isSafeCondition(condition)).toBe(true);
        const check = compileCondition(condition);
        const validator = new Validator(structuredClone(condition), '2020-12');
        for (const value of some) {
          const valid = check(value);
          expect(valid).toBe(validator.validate(value).valid);
          met += Number(valid);
          tried += 1;
        }
      },
    ),
    { numRuns: 3_000 },
  );
  expect(met).toBeGreaterThan(tried / 10);
  expect(met).toBeLessThan((tried * 9) / 10);
});

test('`then` counts only where `if` holds, `else` only where it does not', () => {
  const check = compileCondition({
    if: { properties: { child: { const: 'yes' } }, required: ['child'] },
    then: { required: ['age'] },
    else: { required: ['name'] },
  });
  expect(check({ child: 'yes', age: 3 })).toBe(true);
  expect(check({ child: 'yes', name: 'x' })).toBe(false);
  expect(check({ child: 'no', name: 'x' })).toBe(true);
  expect(check({ age: 3 })).toBe(false);
});

test('a name that every object inherits is not there until it is given', () => {
  const check = compileCondition({ required: ['toString'] });
  expect(check({})).toBe(false);
  expect(check({ toString: 'x' })).toBe(true);
});
