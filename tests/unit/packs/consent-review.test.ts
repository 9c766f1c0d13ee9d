import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ConsentPack } from '../../../contract/consent.ts';
import { said } from '../../support/packs/review-in-words.ts';

const PACK = JSON.parse(
  readFileSync(new URL('../../../resources/packs/consent.json', import.meta.url), 'utf8'),
) as ConsentPack;

/** The sheet with another short text in its first point. */
const withText = (change: object) => ({
  ...PACK,
  points: PACK.points.map((point, index) =>
    index === 0 ? { ...point, short: { ...point.short, ...change } } : point,
  ),
});

describe('the consent sheet', () => {
  it('that is bundled has no findings', () => {
    expect(said(PACK)).toEqual([]);
  });

  it.each([
    ['without a point', { ...PACK, points: PACK.points.slice(1) }, /all six points/],
    ['with an empty text', withText({ ru: ' ' }), /points\.0\.short\.ru: the text is empty/],
    ['with a name of its own', withText({ en: 'By {office}.' }), /nothing in for \{office\}/],
    [
      'that says the days in one language only',
      withText({ az: 'Bu qədər saxlanır: {days}.' }),
      /points\.0\.short\.ru: it does not name what the text in az names/,
    ],
    [
      'that is called verified without a source',
      { ...PACK, provenance: { status: 'verified' } },
      /provenance: verified by what/,
    ],
  ])('%s is refused', (_which, pack, reason) => {
    expect(said(pack).join('\n')).toMatch(reason);
  });
});
