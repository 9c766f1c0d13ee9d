import type { Language } from '../../../../contract/languages.ts';

export const UNITS = ['day', 'hour', 'minute', 'second'] as const;
export type Unit = (typeof UNITS)[number];

const LENGTH: Readonly<Record<Unit, number>> = {
  day: 86_400_000,
  hour: 3_600_000,
  minute: 60_000,
  second: 1_000,
};

export interface DurationPart {
  readonly unit: Unit;
  readonly count: number;
}

/**
 * A length of time in its two largest units, down to `least`: 90 000 ms is 1 minute, 30 seconds.
 * Rounded up to whole units of `least`, so that a wait never reads shorter than it is.
 */
export const durationParts = (milliseconds: number, least: Unit): readonly DurationPart[] => {
  const usable = UNITS.slice(0, UNITS.indexOf(least) + 1);
  let left = Math.ceil(Math.max(0, milliseconds) / LENGTH[least]) * LENGTH[least];
  const parts = usable.map((unit) => {
    const count = Math.floor(left / LENGTH[unit]);
    left -= count * LENGTH[unit];
    return { unit, count };
  });
  const first = parts.findIndex(({ count }) => count > 0);
  if (first < 0) return [{ unit: least, count: 0 }];
  return parts.slice(first, first + 2).filter(({ count }) => count > 0);
};

export type PluralForm = 'one' | 'few' | 'many';

/** Which form of a word follows a number. Azerbaijani has one only; Russian rules after CLDR. */
export const pluralForm = (language: Language, count: number): PluralForm => {
  if (language === 'az') return 'many';
  if (language === 'en') return count === 1 ? 'one' : 'many';
  const [unit, tens] = [count % 10, count % 100];
  if (unit === 1 && tens !== 11) return 'one';
  return unit >= 2 && unit <= 4 && (tens < 12 || tens > 14) ? 'few' : 'many';
};
