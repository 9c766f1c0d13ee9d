import { describe, expect, it } from 'vitest';
import { backoffDelay, parseRetryAfter } from '../../../../electron/core/sync/backoff.ts';

const LIMITS = { base: 1_000, cap: 60_000 };
const NOW = Date.parse('2026-11-23T06:00:00Z');

describe('back-off', () => {
  it('doubles its upper end up to the cap', () => {
    const ends = [0, 1, 2, 5, 6, 10, 5_000].map((attempt) => backoffDelay(attempt, 1, LIMITS));

    expect(ends).toEqual([1_000, 2_000, 4_000, 32_000, 60_000, 60_000, 60_000]);
  });

  it('spreads over the whole span, so that a thousand kiosks do not come back at once', () => {
    expect(backoffDelay(3, 0, LIMITS)).toBe(0);
    expect(backoffDelay(3, 0.5, LIMITS)).toBe(4_000);
  });
});

describe('Retry-After', () => {
  it.each([
    ['0', 0],
    ['7', 7_000],
    [' 120 ', 120_000],
    ['Mon, 23 Nov 2026 06:00:30 GMT', 30_000],
    ['Mon, 23 Nov 2026 05:00:00 GMT', 0],
    ['999999', 3_600_000],
    ['Fri, 31 Dec 9999 23:59:59 GMT', 3_600_000],
  ])('"%s" means %i ms', (header, wait) => {
    expect(parseRetryAfter(header, NOW)).toBe(wait);
  });

  it.each([undefined, '', 'soon', '-5', '1e9', '99999999999999999999'])(
    '"%s" means nothing',
    (header) => {
      expect(parseRetryAfter(header, NOW)).toBeUndefined();
    },
  );
});
