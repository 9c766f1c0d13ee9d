import { describe, expect, test } from 'vitest';
import { appealDates, extendedTerm } from '../../../../contract/domain/appeal-terms.ts';
import { readCalendar } from '../../../support/packs/read-pack.ts';

const calendar = readCalendar();

describe('the legal days of an appeal', () => {
  test('are counted in working days from the day after registration', () => {
    const { usual, study } = appealDates(calendar, '2026-11-23');
    expect(usual).toEqual({ date: '2026-12-14', estimated: false });
    expect(study.date).toBe('2027-01-07');
  });

  test('leave out the days of Novruz', () => {
    const { usual, forward, leftUnconsidered } = appealDates(calendar, '2026-03-16');
    expect(usual.date).toBe('2026-04-15');
    expect(forward.date).toBe('2026-03-19');
    expect(leftUnconsidered.date).toBe('2026-04-01');
  });

  test.each([
    ['2025-03-07', '2025-04-09'],
    ['2026-11-23', '2026-12-14'],
  ])('registered on %s, the answer is due by %s', (registered, date) => {
    expect(appealDates(calendar, registered).usual.date).toBe(date);
  });

  test('pass the turn of the year', () => {
    expect(appealDates(calendar, '2026-12-24').leftUnconsidered.date).toBe('2027-01-05');
  });
});

describe('an extension', () => {
  test('begins after the last day', () => {
    expect(extendedTerm(calendar, '2026-11-23', 30)?.date).toBe('2027-01-07');
    expect(extendedTerm(calendar, '2026-11-23', 1)?.date).toBe('2026-11-24');
  });

  test.each([0, -1, 31, 1.5, Number.NaN])(
    'of %s working days is not what the law allows',
    (days) => {
      expect(extendedTerm(calendar, '2026-11-23', days)).toBeUndefined();
    },
  );
});
