import { expect, it } from 'vitest';
import { clockWords, isClockRight, sizeWords } from '../../../portal/desk/text/device-state.ts';

it('says how far a clock is off in the largest unit that it fills', () => {
  expect(clockWords(-7 * 60_000)).toEqual({ unit: 'minutes', count: 7 });
  expect(clockWords(2 * 365 * 86_400_000)).toEqual({ unit: 'days', count: 730 });
  expect(isClockRight(-4 * 60_000)).toBe(true);
  expect(isClockRight(6 * 60_000)).toBe(false);
});

it('writes space in the unit that people know, as their language writes it', () => {
  expect(sizeWords(850, 'en')).toBe('850 MB');
  expect(sizeWords(12_800, 'en')).toBe('12.5 GB');
  expect(sizeWords(12_800, 'az')).toBe('12,5 GB');
  expect(sizeWords(850, 'ru')).toBe('850 МБ');
  expect(sizeWords(12_800, 'ru')).toBe('12,5 ГБ');
});
