import { toPlainLine } from './plain-text.ts';

export type EmailCheck =
  | { readonly ok: true; readonly value: string }
  | { readonly ok: false; readonly rule: 'email_format' };

/** Longest address that mail systems carry (RFC 5321, 4.5.3.1). */
const LONGEST = 254;
/** One @ between two parts, a full stop in the second; whether it exists only a letter can tell. */
const ADDRESS = /^[^\s@,;<>"]+@[^\s@,;<>".]+(?:\.[^\s@,;<>".]+)+$/u;

/** Reads an e-mail address; spaces that a hurried hand leaves inside are dropped. */
export const parseEmail = (typed: string): EmailCheck => {
  const address = toPlainLine(typed).replace(/\s/gu, '');
  return address.length <= LONGEST && ADDRESS.test(address)
    ? { ok: true, value: address }
    : { ok: false, rule: 'email_format' };
};
