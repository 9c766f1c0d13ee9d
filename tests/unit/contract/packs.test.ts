import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { servicePackSchema } from '../../../contract/packs.ts';
import {
  rawService,
  readAuthorities,
  readCalendar,
  readService,
} from '../../support/packs/read-pack.ts';

type RawQuestion = Record<string, unknown>;

const broken = (change: (pack: Record<string, unknown>, questions: RawQuestion[]) => void) => {
  const pack = rawService('child-name-change');
  change(pack, pack['questions'] as RawQuestion[]);
  return v.safeParse(servicePackSchema, pack);
};
const messages = (change: Parameters<typeof broken>[0]) =>
  (broken(change).issues ?? []).map(({ message }) => message).join('\n');

test('the bundled packs are sound', () => {
  expect(readService('child-name-change').id).toBe('child-name-change');
  expect(readAuthorities().authorities).toHaveLength(87);
  expect(readCalendar().holidays.length).toBeGreaterThan(80);
});

test('no two authorities share an id or a code, and the traps of old names are avoided', () => {
  const { authorities } = readAuthorities();
  expect(new Set(authorities.map(({ id }) => id)).size).toBe(87);
  expect(new Set(authorities.map(({ code }) => code)).size).toBe(87);
  expect(JSON.stringify(authorities).includes('tepanakert')).toBe(false);
});

describe('a bad service pack is refused with the reason', () => {
  test('a text that is missing in one language', () => {
    expect(
      broken((_, [first]) => delete (first!['title'] as Record<string, unknown>)['ru']).success,
    ).toBe(false);
  });

  test('a condition with an expression', () => {
    expect(
      messages((_, [first]) => Object.assign(first ?? {}, { showIf: { pattern: '(a+)+$' } })),
    ).toContain('may only compare');
  });

  test('a condition on a question that comes later', () => {
    const later = { properties: { phone: { const: 'x' } }, required: ['phone'] };
    expect(messages((_, [first]) => Object.assign(first ?? {}, { showIf: later }))).toContain(
      '"phone"',
    );
  });

  test('a question asked twice', () => {
    expect(messages((_, questions) => questions.push({ ...questions[0] }))).toContain(
      'asked twice',
    );
  });

  test('a choice without options, and options where none belong', () => {
    expect(messages((_, questions) => delete questions[1]?.['options'])).toContain(
      'options belong',
    );
    expect(
      messages((_, questions) =>
        Object.assign(questions[0] ?? {}, { options: questions[1]?.['options'] }),
      ),
    ).toContain('options belong');
  });

  test('a value derived from a question that is not there', () => {
    expect(
      messages((pack) => (pack['derived'] = [{ name: 'x', from: 'nobody', rule: 'age-in-years' }])),
    ).toContain('is not asked');
  });

  test('an unknown key, ten thousand questions', () => {
    expect(broken((pack) => (pack['script'] = 'x')).success).toBe(false);
    expect(
      broken((_, questions) =>
        questions.push(...Array.from({ length: 10_000 }, () => ({ ...questions[0] }))),
      ).success,
    ).toBe(false);
  });
});
