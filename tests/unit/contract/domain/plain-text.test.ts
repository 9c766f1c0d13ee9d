import { expect, it } from 'vitest';
import { toPlainLine, toPlainText } from '../../../../contract/domain/plain-text.ts';

/** By the rule alone, without a short way for what is plain already. */
const lineByTheRule = (text: string): string =>
  text
    .replace(/(?![\t\n])[\p{Cc}\p{Cf}\p{Variation_Selector}]/gu, '')
    .normalize('NFC')
    .replace(/\s+/gu, ' ')
    .trim();

it('reads every character of the basic plane by the same rule, alone and between others', () => {
  const wrong: string[] = [];
  for (let code = 0; code <= 0xffff; code += 1) {
    if (code >= 0xd800 && code <= 0xdfff) continue;
    const character = String.fromCharCode(code);
    for (const text of [character, `a${character}b`, `ə ${character} ş`, `и${character}`])
      if (toPlainLine(text) !== lineByTheRule(text)) wrong.push(code.toString(16));
  }
  expect(wrong).toEqual([]);
});

it.each([
  [' Əli  Məmmədov ', 'Əli Məmmədov'],
  ['a\tb\nc', 'a b c'],
  ['и\u0306', 'й'],
  ['e\u0301 \u200bx', 'é x'],
  ['a\u00a0b', 'a b'],
  ['pass\u00adport', 'passport'],
  ['', ''],
  [' ', ''],
])('reads %j as %j', (text, read) => {
  expect(toPlainLine(text)).toBe(read);
  expect(toPlainLine(read)).toBe(read);
});

it('keeps the lines of a longer text, with one empty line in a row at most', () => {
  expect(toPlainText('Bir  sətir.\r\n\r\n\r\n\r\nİki \n üç')).toBe('Bir sətir.\n\nİki\nüç');
  expect(toPlainText('Uşaq anası ilə yaşayır.')).toBe('Uşaq anası ilə yaşayır.');
  expect(toPlainText('iki  boşluq ')).toBe('iki boşluq');
});

it('reads a long line in no time, however it ends', () => {
  const began = performance.now();
  expect(toPlainLine(`${'ab '.repeat(20_000)}\u0000`)).toHaveLength(59_999);
  expect(performance.now() - began).toBeLessThan(1_000);
});
