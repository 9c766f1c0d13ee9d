import { LANGUAGES, type Language } from '../../../contract/languages.ts';
import { nextScript, toCapital, type Command, type Key, type KeyboardPage } from './layouts.ts';
import type { KeyboardMessages } from './messages.ts';
import type { Shift } from './shift.ts';

/** How one key looks, is called and reacts at this moment. */
export interface KeyFace {
  /** The character it types, or its command: stable while the key's looks change. */
  readonly id: string;
  readonly weight: number;
  readonly legend: string;
  /** Accessible name. */
  readonly name: string;
  readonly icon?: 'shift' | 'caps' | 'backspace' | 'left' | 'right' | 'newline';
  readonly scripts?: readonly { readonly code: string; readonly current: boolean }[];
  readonly command: boolean;
  readonly primary: boolean;
  readonly pressed?: boolean;
  /**
   * Keys react at the press, as real ones do (WCAG 2.5.2 exempts keyboards). Done waits for the
   * click: it takes the keyboard away, and what lies behind must not get the rest of the touch.
   */
  readonly when: 'down' | 'click';
}

export interface KeyboardState {
  readonly script: Language;
  readonly page: KeyboardPage;
  readonly shift: Shift;
  /** The digits are not on the page of letters. */
  readonly compact: boolean;
  readonly hasNext: boolean;
  readonly words: KeyboardMessages;
}

const LETTERS_LEGEND: Readonly<Record<Language, string>> = { az: 'ABC', ru: 'АБВ', en: 'ABC' };

const characterFace = (text: string, { script, shift, words }: KeyboardState) => {
  const shown = shift === 'off' ? text : toCapital(text, script);
  return { id: text, legend: shown, name: words.signs[text] ?? shown };
};

const pageFace = ({ page, script, compact, words }: KeyboardState) => {
  const symbols = compact ? '123' : '@#';
  const legend = page === 'letters' ? symbols : LETTERS_LEGEND[script];
  return { legend, name: `${legend} – ${page === 'letters' ? words.toSymbols : words.toLetters}` };
};

const scriptFace = ({ script, words }: KeyboardState) => ({
  name: words.toScript[nextScript(script, LANGUAGES)],
  scripts: LANGUAGES.map((code) => ({ code: code.toUpperCase(), current: code === script })),
});

const shiftFace = ({ shift, words }: KeyboardState) => ({
  icon: shift === 'caps' ? ('caps' as const) : ('shift' as const),
  name: shift === 'caps' ? words.capsOn : words.commands.shift,
  pressed: shift !== 'off',
});

const doneFace = ({ hasNext, words }: KeyboardState) => {
  const legend = hasNext ? words.next : words.done;
  return { legend, name: legend, primary: true, when: 'click' as const };
};

const commandFace = (
  command: Command,
  state: KeyboardState,
): Partial<KeyFace> & { name: string } => {
  const { words } = state;
  switch (command) {
    case 'page':
      return pageFace(state);
    case 'script':
      return scriptFace(state);
    case 'shift':
      return shiftFace(state);
    case 'done':
      return doneFace(state);
    case 'space':
      return { legend: words.commands.space, name: words.commands.space };
    case 'backspace':
    case 'left':
    case 'right':
    case 'newline':
      return { icon: command, name: words.commands[command] };
  }
};

export const faceOf = (key: Key, state: KeyboardState): KeyFace => {
  const plain = { weight: key.weight, legend: '', primary: false, when: 'down' as const };
  return 'text' in key
    ? { ...plain, command: false, ...characterFace(key.text, state) }
    : { ...plain, command: true, id: key.command, ...commandFace(key.command, state) };
};
