import { MOST_SPOKEN } from '../../../contract/speech.ts';

/** What a screen says aloud, in the order in which it stands there. */

export interface SpeechWords {
  /** Said in place of what is personal. */
  readonly hidden: string;
  /** Said for each typed text that may not be spoken: how many signs it has. */
  readonly signs: (count: number) => string;
  readonly button: string;
  readonly chosen: string;
}

export interface ScreenTextOptions {
  readonly words: SpeechWords;
  /** The person chose to hear personal data, by headset or speaker (EN 301 549, 5.1.3.8 and .9). */
  readonly personal: boolean;
}

const SAID = 'h1, h2, h3, legend, label, p, li, dt, dd, button, [role="status"], [role="alert"]';
const INSIDE = 'button, label, li, p, dd';

const isShown = (element: Element): boolean => {
  for (let one: Element | null = element; one !== null; one = one.parentElement) {
    if (one.getAttribute('aria-hidden') === 'true' || one.hasAttribute('hidden')) return false;
    if (one instanceof HTMLElement && one.style.display === 'none') return false;
  }
  return true;
};

const tidy = (text: string): string => text.replace(/\s+/gu, ' ').trim();

/** Words of neighbouring parts do not run into one another. */
const wordsIn = (node: Node): string => {
  if (node.nodeType === Node.TEXT_NODE) return node.textContent ?? '';
  if (node instanceof Element && node.getAttribute('aria-hidden') === 'true') return '';
  return [...node.childNodes].map(wordsIn).join(' ');
};

const withStop = (text: string): string => (/[.?!:…]$/u.test(text) ? text : `${text}.`);

const fieldText = (
  field: HTMLInputElement | HTMLTextAreaElement,
  { words, personal }: ScreenTextOptions,
): string => {
  if (field instanceof HTMLInputElement && ['radio', 'checkbox'].includes(field.type))
    return field.checked ? words.chosen : '';
  if (field.value === '') return '';
  return personal ? field.value : words.signs([...field.value].length);
};

const labelOf = (field: Element): string => {
  const label = field.id === '' ? null : document.querySelector(`label[for="${field.id}"]`);
  return tidy(
    field.getAttribute('aria-label') ??
      label?.textContent ??
      document.getElementById(field.getAttribute('aria-labelledby') ?? '')?.textContent ??
      '',
  );
};

/** What one thing says when it gets the focus: its name, and what is in it. */
export const controlText = (element: Element, options: ScreenTextOptions): string => {
  if (element.closest('[data-personal]') !== null && !options.personal) return options.words.hidden;
  if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement)
    return [
      labelOf(element) || tidy(element.closest('label')?.textContent ?? ''),
      fieldText(element, options),
    ]
      .filter((text) => text !== '')
      .map(withStop)
      .join(' ');
  const name = element.getAttribute('aria-label') ?? wordsIn(element);
  const said = withStop(tidy(name));
  return element instanceof HTMLButtonElement ? `${said} ${options.words.button}.` : said;
};

const textOf = (element: Element, options: ScreenTextOptions): string => {
  if (element.matches('button')) return controlText(element, options);
  const field = element.querySelector('input, textarea');
  if (element.closest('[data-personal]') !== null && !options.personal) return options.words.hidden;
  const own = withStop(tidy(wordsIn(element)));
  return field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement
    ? tidy(`${own} ${fieldText(field, options)}`)
    : own;
};

/** Everything within `root` that a person would read, each thing once. */
export const screenTexts = (root: Element, options: ScreenTextOptions): readonly string[] => {
  const said: Element[] = [];
  for (const element of root.querySelectorAll(SAID)) {
    if (!isShown(element) || tidy(wordsIn(element)) === '') continue;
    const within = element.parentElement?.closest(INSIDE);
    if (within != null && said.includes(within)) continue;
    // What holds other things that are said is said by them.
    if (element.matches('[role], li, dd') && element.querySelector('p, h2, h3, button') !== null)
      continue;
    said.push(element);
  }
  return said.map((element) => textOf(element, options)).filter((text) => text !== '.');
};

/** Pieces that are short enough to be stopped soon, cut between sentences or words. */
export const speechPieces = (texts: readonly string[]): readonly string[] => {
  const pieces: string[] = [];
  for (const sentence of texts.flatMap((text) => text.split(/(?<=[.?!…])\s+/u))) {
    const last = pieces.at(-1);
    if (last !== undefined && last.length + sentence.length < MOST_SPOKEN / 2)
      pieces[pieces.length - 1] = `${last} ${sentence}`;
    else pieces.push(...wordsWithin(sentence));
  }
  return pieces;
};

const wordsWithin = (sentence: string): readonly string[] => {
  const pieces: string[] = [];
  let piece = '';
  for (const word of sentence.split(/(?<=\s)/u)) {
    if (piece.length + word.length > MOST_SPOKEN) {
      pieces.push(piece);
      piece = '';
    }
    piece += word.slice(0, MOST_SPOKEN);
  }
  return [...pieces, piece].map((one) => one.trim()).filter((one) => one !== '');
};
