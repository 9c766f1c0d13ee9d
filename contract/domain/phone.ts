import { toPlainLine } from './plain-text.ts';

/** National numbers of Azerbaijan, nine digits (numbering plan as in libphonenumber's metadata). */
const MOBILE = /^(?:(?:10|60|40|44|50|51|55|70|77|99)\d{7}|36554\d{4})$/;
const FIXED = /^(?:12|18|2[0-8]|36|46)\d{7}$/;

export type PhoneFault = 'phone_length' | 'phone_characters' | 'phone_prefix' | 'phone_short';

export type PhoneCheck =
  | { readonly ok: true; readonly value: string }
  | { readonly ok: false; readonly rule: PhoneFault };

const toNational = (digits: string): string =>
  digits.replace(/^(?:00)?994(?=\d{9}$)/u, '').replace(/^0(?=\d{9}$)/u, '');

/**
 * Reads a number as people write it (+994…, 0…, spaces, brackets, dashes) into "+994501234567".
 * Emergency and short numbers are never a contact.
 */
export const parsePhone = (typed: string): PhoneCheck => {
  const compact = toPlainLine(typed.normalize('NFKC')).replace(/[\s()./-]/gu, '');
  const digits = compact.replace(/^\+/u, '');
  if (!/^\d*$/u.test(digits)) return { ok: false, rule: 'phone_characters' };
  const national = toNational(digits);
  if (national.length > 0 && national.length <= 4) return { ok: false, rule: 'phone_short' };
  if (national.length !== 9) return { ok: false, rule: 'phone_length' };
  if (!MOBILE.test(national) && !FIXED.test(national)) return { ok: false, rule: 'phone_prefix' };
  return { ok: true, value: `+994${national}` };
};

/** "+994 50 123 45 67" from the stored form. */
export const formatPhone = (phone: string): string =>
  phone.replace(/^\+994(\d{2})(\d{3})(\d{2})(\d{2})$/u, '+994 $1 $2 $3 $4');
