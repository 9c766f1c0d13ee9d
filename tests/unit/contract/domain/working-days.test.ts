import { describe, expect, test } from 'vitest';
import { bakuDay, bakuTime, wholeYears } from '../../../../contract/domain/baku-time.ts';
import { addWorkingDays, isWorkingDay } from '../../../../contract/domain/working-days.ts';
import { readCalendar } from '../../../support/packs/read-pack.ts';

const calendar = readCalendar();

describe('terms in working days', () => {
  test.each([
    ['2026-11-23', 15, '2026-12-14'],
    ['2026-11-23', 30, '2027-01-07'],
    ['2026-03-16', 3, '2026-03-19'],
    ['2026-03-16', 5, '2026-04-01'],
    ['2026-03-16', 15, '2026-04-15'],
    ['2025-03-07', 15, '2025-04-09'],
    ['2026-12-24', 5, '2027-01-05'],
  ])('registered on %s, %d working days end on %s', (from, count, date) => {
    expect(addWorkingDays(calendar, from, count).date).toBe(date);
  });

  test('a swapped Saturday counts as a working day', () => {
    expect(isWorkingDay(calendar, '2025-06-21')).toBe(true);
    expect(isWorkingDay(calendar, '2025-06-27')).toBe(false);
    expect(isWorkingDay(calendar, '2025-06-28')).toBe(false);
  });

  test('says when a movable feast or the end of the calendar makes a date uncertain', () => {
    expect(addWorkingDays(calendar, '2026-11-23', 15).estimated).toBe(false);
    expect(addWorkingDays(calendar, '2027-03-05', 5).estimated).toBe(true);
    expect(addWorkingDays(calendar, '2028-12-28', 5).estimated).toBe(true);
  });
});

describe('time in Baku', () => {
  test('the day begins four hours before it does in Greenwich', () => {
    expect(bakuDay(Date.UTC(2026, 10, 22, 19, 59))).toBe('2026-11-22');
    expect(bakuDay(Date.UTC(2026, 10, 22, 20, 0))).toBe('2026-11-23');
    expect(bakuTime(Date.UTC(2026, 10, 22, 20, 5))).toBe('00:05');
  });

  test('a child is ten on the birthday and nine the day before', () => {
    expect(wholeYears('2016-11-23', '2026-11-23')).toBe(10);
    expect(wholeYears('2016-11-24', '2026-11-23')).toBe(9);
    expect(wholeYears('2016-02-29', '2026-02-28')).toBe(9);
    expect(wholeYears('2016-02-29', '2026-03-01')).toBe(10);
  });
});
