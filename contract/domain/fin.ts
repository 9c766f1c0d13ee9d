import { toPlainLine } from './plain-text.ts';

/**
 * FIN: seven digits and English capitals without I and O; it stays when the card is renewed.
 */
const FIN = /^[0-9A-HJ-NP-Z]{7}$/;

/** What a hand on another layout, or an eye, takes for a character of a FIN. */
const LOOK_ALIKES: Readonly<Record<string, string>> = {
  O: '0',
  I: '1',
  İ: '1',
  А: 'A',
  В: 'B',
  Е: 'E',
  К: 'K',
  М: 'M',
  Н: 'H',
  О: '0',
  Р: 'P',
  С: 'C',
  Т: 'T',
  У: 'Y',
  Х: 'X',
};

export type FinFault = 'fin_length' | 'fin_characters' | 'fin_look_alike';

export type FinCheck =
  | { readonly ok: true; readonly value: string }
  | { readonly ok: false; readonly rule: FinFault; readonly suggestion?: string };

/**
 * Reads a typed FIN: upper-cased by English rules, without spaces and dashes. Where look-alikes
 * (O for 0, I for 1, Cyrillic letters) are the only fault, the corrected FIN is offered, not taken.
 */
export const parseFin = (typed: string): FinCheck => {
  const fin = toPlainLine(typed.normalize('NFKC')).replace(/[\s-]/gu, '').toUpperCase();
  if (FIN.test(fin)) return { ok: true, value: fin };
  const suggestion = [...fin].map((character) => LOOK_ALIKES[character] ?? character).join('');
  if (FIN.test(suggestion)) return { ok: false, rule: 'fin_look_alike', suggestion };
  return { ok: false, rule: [...fin].length === 7 ? 'fin_characters' : 'fin_length' };
};

/** "5••••2C": what a screen or paper may show; it is to be guarded like a bank card. */
export const maskFin = (fin: string): string => `${fin.slice(0, 1)}••••${fin.slice(-2)}`;
