import { expect, test } from 'vitest';
import {
  joinDateParts,
  parseFormDate,
  splitDateParts,
} from '../../../../contract/domain/form-dates.ts';

const TODAY = '2026-11-23';

test('reads what stands in three boxes, with or without leading zeros', () => {
  expect(parseFormDate(joinDateParts('9', '03', '2016'), 'past', TODAY)).toEqual({
    ok: true,
    value: '2016-03-09',
  });
  expect(joinDateParts('', ' ', '')).toBe('');
  expect(splitDateParts('2016-03-09')).toEqual({ day: '09', month: '03', year: '2016' });
});

test.each([
  ['30', '2', '2020', 'date_impossible'],
  ['29', '2', '2023', 'date_impossible'],
  ['31', '4', '2020', 'date_impossible'],
  ['0', '1', '2020', 'date_impossible'],
  ['1', '13', '2020', 'date_impossible'],
  ['1', '1', '1899', 'date_impossible'],
  ['1', '1', '20', 'date_incomplete'],
  ['', '1', '2020', 'date_incomplete'],
  ['a', '1', '2020', 'date_incomplete'],
  ['24', '11', '2026', 'date_future'],
])('refuses %s.%s.%s with the rule %s', (day, month, year, rule) => {
  expect(parseFormDate(joinDateParts(day, month, year), 'past', TODAY)).toEqual({
    ok: false,
    rule,
  });
});

test('takes today on either side, and 29 February of a leap year', () => {
  expect(parseFormDate('2026-11-23', 'past', TODAY).ok).toBe(true);
  expect(parseFormDate('2026-11-23', 'future', TODAY).ok).toBe(true);
  expect(parseFormDate('2024-2-29', 'past', TODAY).ok).toBe(true);
  expect(parseFormDate('2026-11-22', 'future', TODAY)).toEqual({ ok: false, rule: 'date_past' });
});
