import { describe, expect, it } from 'vitest';
import { isPin, PIN_HASH } from '../../electron/core/features/staff/pin.ts';
import { hashTypedPin } from '../../electron/hosts/hash-pin/hash-typed-pin.ts';

const random = { bytes: (length: number) => new Uint8Array(length).fill(7) };

describe('the command that makes the hash of a PIN', () => {
  it.each(['402918', '402918\n', '402918\r\n'])(
    'answers what the kiosk takes for %j',
    async (typed) => {
      const hashed = await hashTypedPin(typed, random);
      expect(hashed.ok && PIN_HASH.test(hashed.value)).toBe(true);
      expect(hashed.ok && (await isPin('402918', hashed.value))).toBe(true);
    },
  );

  it.each([
    ['', 'at least 6'],
    ['40291', 'at least 6'],
    ['123456', 'easy to guess'],
    ['777777', 'easy to guess'],
    ['40 2918', 'digits only'],
    ['402918\n402918', 'digits only'],
    ['1234567890123', '12 at most'],
    ['٤٠٢٩١٨', 'digits only'],
  ])('refuses %j with a sentence', async (typed, sentence) => {
    const hashed = await hashTypedPin(typed, random);
    expect(!hashed.ok && hashed.error).toContain(sentence);
  });
});
