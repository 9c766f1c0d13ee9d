import { expect, test } from 'vitest';
import {
  afterSuccess,
  afterTry,
  lockedFor,
  NO_LOCKOUT,
  type Lockout,
} from '../../../../../electron/core/features/staff/lockout.ts';

const NOW = Date.UTC(2026, 10, 23);
const wrong = (count: number, now = NOW): Lockout =>
  Array.from({ length: count }).reduce<Lockout>((state) => afterTry(state, now), NO_LOCKOUT);

test('two wrong PINs are free, the third locks for half a minute, each further doubles it', () => {
  expect(lockedFor(wrong(2), NOW)).toBe(0);
  expect([3, 4, 5, 6].map((count) => lockedFor(wrong(count), NOW))).toEqual([
    30_000, 60_000, 120_000, 240_000,
  ]);
});

test('a lock is never longer than an hour, and after twenty wrong PINs time alone does not help', () => {
  expect(lockedFor(wrong(19), NOW)).toBe(3_600_000);
  expect(lockedFor(wrong(20), NOW + 10 ** 12)).toBe(Infinity);
});

test('setting the clock back does not shorten a lock, setting it forward and back gains nothing', () => {
  const locked = wrong(4);
  expect(lockedFor(locked, NOW - 10 ** 10)).toBe(60_000);
  const later = afterTry(locked, NOW + 60_000);
  expect(lockedFor(later, NOW)).toBe(120_000);
});

test('the right PIN forgets the wrong ones', () => {
  expect(lockedFor(afterSuccess(wrong(2), NOW), NOW)).toBe(0);
  expect(afterSuccess(wrong(2), NOW).failures).toBe(0);
});
