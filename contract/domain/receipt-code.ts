/**
 * Reference and code of a receipt: nine characters in groups of three, without letters and digits
 * that look alike. The last character is a check character (weighted sum modulo the prime 29), so
 * one wrong character or two swapped neighbours are recognised as a typing mistake.
 */
export const RECEIPT_ALPHABET = '23456789ABCDEFGHJKMNPQRTUVWXY';
const BASE = RECEIPT_ALPHABET.length;
const BODY_LENGTH = 8;

const checkCharacter = (body: string): string => {
  const sum = [...body].reduce(
    (total, character, index) => total + (index + 1) * RECEIPT_ALPHABET.indexOf(character),
    0,
  );
  return RECEIPT_ALPHABET.charAt(sum % BASE);
};

const group = (characters: string): string =>
  `${characters.slice(0, 3)}-${characters.slice(3, 6)}-${characters.slice(6)}`;

/** Bytes that `createReceiptCode` consumes at most in one try; values of 232 and more are skipped to stay uniform. */
export const RECEIPT_CODE_BYTES = 32;

/** A new code from random bytes, e.g. "A7K-42F-9CD"; about 38.9 bits. Throws when the bytes run out. */
export const createReceiptCode = (bytes: Uint8Array): string => {
  const usable = [...bytes].filter((byte) => byte < BASE * Math.floor(256 / BASE));
  if (usable.length < BODY_LENGTH) throw new Error('too few random bytes for a receipt code');
  const body = usable
    .slice(0, BODY_LENGTH)
    .map((byte) => RECEIPT_ALPHABET.charAt(byte % BASE))
    .join('');
  return group(body + checkCharacter(body));
};

export type ReceiptCodeFault = 'code_length' | 'code_characters' | 'code_mistyped';

/** Reads what a person typed or scanned: any case, with or without spaces and dashes. */
export const parseReceiptCode = (
  typed: string,
): { ok: true; value: string } | { ok: false; error: ReceiptCodeFault } => {
  const characters = typed.toUpperCase().replace(/[\s\-–—._]/gu, '');
  if (characters.length !== BODY_LENGTH + 1) return { ok: false, error: 'code_length' };
  if (![...characters].every((character) => RECEIPT_ALPHABET.includes(character)))
    return { ok: false, error: 'code_characters' };
  if (checkCharacter(characters.slice(0, BODY_LENGTH)) !== characters.at(-1))
    return { ok: false, error: 'code_mistyped' };
  return { ok: true, value: group(characters) };
};

const QR_PREFIX = 'ASAN1:';
const SLIP_PREFIX = 'ASAN1-SLIP:';

/** The text of a receipt's QR code. */
export const toReceiptQr = (reference: string, code: string): string =>
  `${QR_PREFIX}${reference}:${code}`;

/** The text of the QR code of an application that was put aside. */
export const toSlipQr = (number: string, code: string): string => `${SLIP_PREFIX}${number}:${code}`;

const parsePair = (text: string, prefix: string): readonly [string, string] | undefined => {
  if (!text.startsWith(prefix)) return undefined;
  const [first, second, ...rest] = text.slice(prefix.length).trim().split(':');
  if (first === undefined || second === undefined || rest.length > 0) return undefined;
  const parsed = [parseReceiptCode(first), parseReceiptCode(second)] as const;
  return parsed[0].ok && parsed[1].ok ? [parsed[0].value, parsed[1].value] : undefined;
};

/** Reference and code from a scanned QR text, or undefined when it is not one of ours. */
export const parseReceiptQr = (text: string): { reference: string; code: string } | undefined => {
  const pair = parsePair(text, QR_PREFIX);
  return pair && { reference: pair[0], code: pair[1] };
};

/** Number and code of an application that was put aside, or undefined when it is no slip of ours. */
export const parseSlipQr = (text: string): { number: string; code: string } | undefined => {
  const pair = parsePair(text, SLIP_PREFIX);
  return pair && { number: pair[0], code: pair[1] };
};
