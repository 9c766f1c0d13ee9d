// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { MOST_SPOKEN } from '../../../../contract/speech.ts';
import {
  controlText,
  screenTexts,
  speechPieces,
} from '../../../../renderer/src/speech/screen-text.ts';

const words = {
  hidden: 'hidden data',
  signs: (count: number) => `${count} signs`,
  button: 'button',
  chosen: 'chosen',
};
const page = (html: string): HTMLElement => {
  document.body.innerHTML = `<main>${html}</main>`;
  return document.querySelector('main')!;
};
const read = (html: string, personal = false) => screenTexts(page(html), { words, personal });

describe('a screen read aloud', () => {
  it('says heading, texts, labels and buttons in their order, each once', () => {
    expect(
      read(
        '<h1>Your FIN</h1><p>On your card</p><ol><li>One</li></ol><label for="a">FIN</label><input id="a"><button>Continue</button>',
      ),
    ).toEqual(['Your FIN.', 'On your card.', 'One.', 'FIN.', 'Continue. button.']);
  });

  it('says errors with everything else', () => {
    expect(read('<div role="alert"><p>Type the code</p></div>')).toEqual(['Type the code.']);
  });

  it('leaves out what is hidden from a reader', () => {
    expect(read('<p aria-hidden="true">x</p><div hidden><p>y</p></div><p>z</p>')).toEqual(['z.']);
  });

  it('says "hidden" for what is personal, until the person chose otherwise', () => {
    const html = '<dl><dt>Code</dt><dd data-personal>K7M-2QX-949</dd></dl>';
    expect(read(html)).toEqual(['Code.', 'hidden data']);
    expect(read(html, true)).toEqual(['Code.', 'K7M-2QX-949.']);
  });

  it('never says what was typed, only how much, until the person chose otherwise', () => {
    const field = () => {
      const root = page('<label for="a">FIN</label><input id="a">');
      const input = root.querySelector('input')!;
      input.value = '5QA1B2C';
      return input;
    };
    expect(controlText(field(), { words, personal: false })).toBe('FIN. 7 signs.');
    expect(controlText(field(), { words, personal: true })).toBe('FIN. 5QA1B2C.');
  });

  it('says which choice is made', () => {
    const root = page(
      '<label><input type="radio" checked>Yes</label><label><input type="radio">No</label>',
    );
    expect(screenTexts(root, { words, personal: false })).toEqual(['Yes. chosen', 'No.']);
  });
});

describe('pieces of speech', () => {
  it('are short, whole sentences where they can be', () => {
    const pieces = speechPieces(['One. Two.', 'Three.', `${'word '.repeat(200)}.`]);
    expect(pieces[0]).toBe('One. Two. Three.');
    expect(pieces.every((piece) => piece.length <= MOST_SPOKEN && piece.length > 0)).toBe(true);
    expect(pieces.join(' ').match(/word/gu)).toHaveLength(200);
  });

  it('are none for nothing', () => {
    expect(speechPieces([])).toEqual([]);
  });
});
