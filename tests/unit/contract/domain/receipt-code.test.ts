import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  createReceiptCode,
  parseReceiptCode,
  parseReceiptQr,
  parseSlipQr,
  RECEIPT_ALPHABET,
  RECEIPT_CODE_BYTES,
  toReceiptQr,
  toSlipQr,
} from '../../../../contract/domain/receipt-code.ts';

const codes = fc
  .uint8Array({ minLength: RECEIPT_CODE_BYTES, maxLength: RECEIPT_CODE_BYTES })
  .filter((bytes) => bytes.filter((byte) => byte < 232).length >= 8)
  .map(createReceiptCode);

test('what was made is read back, however it was typed', () => {
  fc.assert(
    fc.property(codes, (code) => {
      for (const typed of [code, code.toLowerCase(), code.replaceAll('-', ' '), ` ${code} `])
        expect(parseReceiptCode(typed)).toEqual({ ok: true, value: code });
    }),
  );
});

test('every single wrong character is recognised as a typing mistake', () => {
  fc.assert(
    fc.property(codes, fc.nat(8), fc.constantFrom(...RECEIPT_ALPHABET), (code, place, wrong) => {
      const characters = [...code.replaceAll('-', '')];
      fc.pre(characters[place] !== wrong);
      characters[place] = wrong;
      expect(parseReceiptCode(characters.join(''))).toEqual({ ok: false, error: 'code_mistyped' });
    }),
  );
});

test('two swapped neighbours are recognised as a typing mistake', () => {
  fc.assert(
    fc.property(codes, fc.nat(6), (code, place) => {
      const characters = [...code.replaceAll('-', '')];
      const [left = '', right = ''] = characters.slice(place, place + 2);
      fc.pre(left !== right);
      characters.splice(place, 2, right, left);
      expect(parseReceiptCode(characters.join('')).ok).toBe(false);
    }),
  );
});

test.each([
  ['', 'code_length'],
  ['A7K-42F-9C', 'code_length'],
  ['A7K-42F-9C0', 'code_characters'],
  ['A7K-42F-9CƏ', 'code_characters'],
])('says what is wrong with %j: %s', (typed, error) => {
  expect(parseReceiptCode(typed)).toEqual({ ok: false, error });
});

test('refuses to make a code from too few random bytes', () => {
  expect(() => createReceiptCode(new Uint8Array(8).fill(255))).toThrow();
});

test('reference and code travel in a QR text, and foreign texts are not taken', () => {
  fc.assert(
    fc.property(codes, codes, (reference, code) => {
      expect(parseReceiptQr(toReceiptQr(reference, code))).toEqual({ reference, code });
    }),
  );
  for (const text of ['https://example.org', 'ASAN1:', 'ASAN1:a:b', 'ASAN1:a:b:c'])
    expect(parseReceiptQr(text)).toBeUndefined();
});

test('the slip of an application that was put aside is told from a receipt', () => {
  fc.assert(
    fc.property(codes, codes, (number, code) => {
      expect(parseSlipQr(toSlipQr(number, code))).toEqual({ number, code });
      expect(parseSlipQr(toReceiptQr(number, code))).toBeUndefined();
      expect(parseReceiptQr(toSlipQr(number, code))).toBeUndefined();
    }),
  );
});
