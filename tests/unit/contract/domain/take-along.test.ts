import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bytesOf,
  MOST_QR_BYTES,
  MOST_QR_CODES,
  splitForQr,
} from '../../../../contract/domain/take-along.ts';

const SENTENCE = 'Müraciətə 15 iş günü ərzində baxılır. ';

describe('a text as QR codes', () => {
  it('is one code, unchanged, where it fits', () => {
    expect(splitForQr('  Qısa mətn. ')).toEqual(['Qısa mətn.']);
    expect(splitForQr('')).toEqual([]);
  });

  it('is cut between sentences and numbered where it does not', () => {
    const parts = splitForQr(SENTENCE.repeat(30));
    expect(parts.length).toBeGreaterThan(2);
    expect(parts[0]?.startsWith(`1/${parts.length}\nMüraciətə`)).toBe(true);
    for (const part of parts) {
      expect(bytesOf(part)).toBeLessThanOrEqual(MOST_QR_BYTES);
      expect(part.endsWith('baxılır.')).toBe(true);
    }
  });

  it('is never longer than a person would scan', () => {
    expect(splitForQr(SENTENCE.repeat(1000))).toHaveLength(MOST_QR_CODES);
  });

  it('loses no sign and splits none, whatever the text is', () => {
    const letters = (text: string): string => text.replace(/\s/gu, '');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 120 }), (text) => {
        const parts = splitForQr(text, 60);
        expect(parts.every((part) => bytesOf(part) <= 60)).toBe(true);
        if (parts.length < 2 || parts.length === MOST_QR_CODES) return;
        const joined = parts.map((part) => part.replace(/^\d+\/\d+\n/u, '')).join('');
        expect(letters(joined)).toBe(letters(text));
      }),
    );
  });
});
