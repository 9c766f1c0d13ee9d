import { describe, expect, it } from 'vitest';
import {
  durationParts,
  pluralForm,
  type Unit,
} from '../../../../renderer/src/screens/staff/duration.ts';

const words = (milliseconds: number, least: Unit): string =>
  durationParts(milliseconds, least)
    .map(({ count, unit }) => `${count} ${unit}`)
    .join(' ');

describe('a length of time', () => {
  it.each<[number, Unit, string]>([
    [0, 'second', '0 second'],
    [-5, 'second', '0 second'],
    [1, 'second', '1 second'],
    [59_001, 'second', '1 minute'],
    [90_000, 'second', '1 minute 30 second'],
    [3_600_000, 'second', '1 hour'],
    [3_601_000, 'second', '1 hour'],
    [90_061_000, 'second', '1 day 1 hour'],
    [61_000, 'minute', '2 minute'],
  ])('of %i ms down to the %s reads %s', (milliseconds, least, text) => {
    expect(words(milliseconds, least)).toBe(text);
  });
});

describe('the form of a word after a number', () => {
  it('follows the rules of CLDR in Russian and English', () => {
    for (const language of ['ru', 'en'] as const) {
      const rules = new Intl.PluralRules(language);
      for (let count = 0; count < 300; count += 1) {
        const rule = rules.select(count);
        expect(pluralForm(language, count), String(count)).toBe(rule === 'other' ? 'many' : rule);
      }
    }
  });

  it('is one alone in Azerbaijani', () => {
    expect(new Set([0, 1, 2, 5, 11].map((count) => pluralForm('az', count)))).toEqual(
      new Set(['many']),
    );
  });
});
