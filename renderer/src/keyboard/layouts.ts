import type { Language } from '../../../contract/languages.ts';

/** Fields of numbers, by their `inputmode`. */
export type NumericMode = 'numeric' | 'decimal' | 'tel';
/** What the keys write. */
export type KeyboardMode = 'text' | 'code' | NumericMode;
export type KeyboardPage = 'letters' | 'symbols';

export const COMMANDS = [
  'shift',
  'backspace',
  'newline',
  'page',
  'script',
  'space',
  'left',
  'right',
  'done',
] as const;
export type Command = (typeof COMMANDS)[number];

/** A key types `text` or does `command`; `weight` is its share of the row's width. */
export type Key =
  | { readonly text: string; readonly weight: number }
  | { readonly command: Command; readonly weight: number };
export type Row = readonly Key[];

export interface LayoutRequest {
  readonly script: Language;
  readonly mode: KeyboardMode;
  readonly page: KeyboardPage;
  /** Four rows: the digits move to the page of symbols. */
  readonly compact: boolean;
  /** The field takes several lines, so a key for a new line is needed. */
  readonly multiline: boolean;
}

/** az: AZS 495-2010, in the order of xkb-data's `az`; ru: ЙЦУКЕН with ё; en: QWERTY. */
const LETTERS: Readonly<Record<Language, readonly [string, string, string]>> = {
  az: ['qüertyuiopöğ', 'asdfghjklıə', 'zxcvbnmçş'],
  ru: ['йцукенгшщзхъ', 'фывапролджэ', 'ячсмитьбюё'],
  en: ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'],
};
const DIGITS = '1234567890';
const SYMBOLS = ['@#№%&*+=()', '-\'"«»/\\:;!?', '_₼$€§°[]{}|~'] as const;

const type = (characters: string): Key[] => Array.from(characters, (text) => ({ text, weight: 1 }));
const command = (name: Command, weight = 1): Key => ({ command: name, weight });
const digits: Row = type(`${DIGITS}-'`);

const bottom: Row = [
  command('page', 1.5),
  command('script', 2),
  ...type(','),
  command('space', 2.75),
  ...type('.'),
  command('left'),
  command('right'),
  command('done', 2),
];

const letterRows = ({ script, compact, multiline }: LayoutRequest): readonly Row[] => {
  const [upper, middle, lower] = LETTERS[script];
  return [
    ...(compact ? [] : [digits]),
    type(upper),
    multiline ? [...type(middle), command('newline')] : type(middle),
    [command('shift', 1.25), ...type(lower), command('backspace', 1.25)],
    bottom,
  ];
};

const symbolRows = ({ compact, multiline }: LayoutRequest): readonly Row[] => {
  const [first, second, third] = SYMBOLS;
  const newline = multiline ? [command('newline')] : [];
  return [
    type(DIGITS),
    [...type(first), ...newline],
    ...(compact ? [] : [type(third)]),
    [...type(second), command('backspace', 1.25)],
    bottom,
  ];
};

/** Codes of receipts and votes, FINs and numbers of papers: the same keys in every language and size. */
const codeRows: readonly Row[] = [
  type(DIGITS),
  type('QWERTYUIOP'),
  [...type('ASDFGHJKL'), command('backspace')],
  [...type('ZXCVBNM-'), command('left'), command('right'), command('done', 2)],
];

const zeroAnd = (sign: string | undefined): Row =>
  sign === undefined ? [{ text: '0', weight: 2 }] : type(`${sign}0`);

/** What stands beside the 0, where a number has more than digits. */
const SIGN: Readonly<Partial<Record<NumericMode, string>>> = { tel: '+', decimal: ',' };

const numericRows = (mode: NumericMode): readonly Row[] => [
  [...type('123'), command('backspace')],
  [...type('456'), command('left')],
  [...type('789'), command('right')],
  [...zeroAnd(SIGN[mode]), command('done', 2)],
];

/** The rows of keys from top to bottom; each row fills the whole width. */
export const layoutFor = (request: LayoutRequest): readonly Row[] => {
  if (request.mode === 'code') return codeRows;
  if (request.mode !== 'text') return numericRows(request.mode);
  return request.page === 'symbols' ? symbolRows(request) : letterRows(request);
};

/**
 * Capital of a letter by the rule of the script: Azerbaijani pairs i with İ and ı with I.
 * Written out, because a Chromium without Azerbaijani locale data must do the same.
 */
export const toCapital = (letter: string, script: Language): string => {
  if (script === 'az' && letter === 'i') return 'İ';
  if (script === 'az' && letter === 'ı') return 'I';
  return letter.toUpperCase();
};

/** The script that the script key goes to next. */
export const nextScript = (script: Language, scripts: readonly Language[]): Language =>
  scripts[(scripts.indexOf(script) + 1) % scripts.length] ?? script;
