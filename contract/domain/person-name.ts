import { toPlainLine } from './plain-text.ts';

/** Letters with their marks, joined by spaces, hyphens, apostrophes and full stops. */
const NAME = /^[\p{Script=Latin}\p{Script=Cyrillic}\p{M}ʻʼ’'`. -]+$/u;
const TWO_LETTERS = /\p{L}\P{L}*\p{L}/u;

export type NameFault = 'name_short' | 'name_long' | 'name_characters';

export type NameCheck =
  | { readonly ok: true; readonly value: string }
  | { readonly ok: false; readonly rule: NameFault };

/** Reads a person's name in Latin or Cyrillic letters; keeps the spelling, drops what cannot be seen. */
export const parsePersonName = (typed: string): NameCheck => {
  const name = toPlainLine(typed);
  if (name.length > 120) return { ok: false, rule: 'name_long' };
  if (!NAME.test(name)) return { ok: false, rule: 'name_characters' };
  if (!TWO_LETTERS.test(name)) return { ok: false, rule: 'name_short' };
  return { ok: true, value: name };
};

/** "E. M." for a screen that others can see. */
export const initials = (name: string): string =>
  name
    .split(/[\s-]+/u)
    .filter((part) => part !== '')
    .map((part) => `${[...part][0] ?? ''}.`)
    .join(' ');
