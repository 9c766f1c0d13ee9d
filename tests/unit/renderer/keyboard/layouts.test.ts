import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../../../contract/languages.ts';
import {
  layoutFor,
  nextScript,
  toCapital,
  type Command,
  type LayoutRequest,
} from '../../../../renderer/src/keyboard/layouts.ts';
import { keyboardMessages } from '../../../../renderer/src/keyboard/messages.ts';

const request: LayoutRequest = {
  script: 'az',
  mode: 'text',
  page: 'letters',
  compact: false,
  multiline: false,
};
const textOf = (changes: Partial<LayoutRequest>): string[] =>
  layoutFor({ ...request, ...changes }).map((row) =>
    row.map((key) => ('text' in key ? key.text : '')).join(''),
  );
const commandsOf = (changes: Partial<LayoutRequest>): Command[] =>
  layoutFor({ ...request, ...changes })
    .flat()
    .flatMap((key) => ('command' in key ? [key.command] : []));

describe('the layouts', () => {
  it('orders Azerbaijani letters as AZS 495-2010 does', () => {
    expect(textOf({}).slice(1, 4)).toEqual(['qüertyuiopöğ', 'asdfghjklıə', 'zxcvbnmçş']);
  });

  it.each([
    ['az', 'abcçdeəfgğhxıijkqlmnoöprsştuüvyz'],
    ['ru', 'абвгдеёжзийклмнопрстуфхцчшщъыьэюя'],
    ['en', 'abcdefghijklmnopqrstuvwxyz'],
  ] as const)('has every letter of the alphabet in %s', (script, alphabet) => {
    const letters = textOf({ script, compact: true }).join('');
    expect(Array.from(alphabet).filter((letter) => !letters.includes(letter))).toEqual([]);
  });

  it.each(LANGUAGES)('keeps four rows without digits in compact mode (%s)', (script) => {
    const rows = textOf({ script, compact: true });
    expect(rows).toHaveLength(4);
    expect(rows.join('')).not.toMatch(/\d/);
  });

  it.each([true, false])(
    'reaches the digits and signs through the 123 key (compact %s)',
    (compact) => {
      const signs = textOf({ page: 'symbols', compact }).join('');
      expect(Array.from('1234567890@.,-/\'"№+():;?!').filter((s) => !signs.includes(s))).toEqual(
        [],
      );
      expect(commandsOf({ page: 'symbols', compact })).toContain('page');
    },
  );

  it.each([true, false])('does not change its height with the page (compact %s)', (compact) => {
    expect(textOf({ page: 'symbols', compact })).toHaveLength(textOf({ compact }).length);
  });

  it('offers a new line only to fields of several lines', () => {
    for (const page of ['letters', 'symbols'] as const) {
      expect(commandsOf({ page, multiline: true })).toContain('newline');
      expect(commandsOf({ page, multiline: false })).not.toContain('newline');
    }
  });

  it('numbers its pad like a telephone', () => {
    expect(textOf({ mode: 'tel' })).toEqual(['123', '456', '789', '+0']);
  });

  it('offers a plus to telephone numbers only, and a comma to fractions', () => {
    expect(textOf({ mode: 'numeric' }).at(-1)).toBe('0');
    expect(textOf({ mode: 'decimal' }).at(-1)).toBe(',0');
  });

  it('leaves every key at least 64 px wide on a screen of 1024 px', () => {
    const gap = 8;
    const narrowest = (changes: Partial<LayoutRequest>): number =>
      Math.min(
        ...layoutFor({ ...request, ...changes }).map((row) => {
          const weights = row.map((key) => key.weight);
          const sum = weights.reduce((total, weight) => total + weight, 0);
          return ((1024 - gap * (row.length + 1)) * Math.min(...weights)) / sum;
        }),
      );
    for (const script of LANGUAGES)
      for (const page of ['letters', 'symbols'] as const)
        expect(narrowest({ script, page, multiline: true })).toBeGreaterThanOrEqual(64);
  });
});

describe('capitals', () => {
  it('keep the dot in Azerbaijani: i to İ and ı to I', () => {
    expect(toCapital('i', 'az')).toBe('İ');
    expect(toCapital('ı', 'az')).toBe('I');
    expect(Array.from('əğöşüç', (letter) => toCapital(letter, 'az')).join('')).toBe('ƏĞÖŞÜÇ');
  });

  it('follow the usual rule in Russian and English', () => {
    expect(toCapital('i', 'en')).toBe('I');
    expect(toCapital('ё', 'ru')).toBe('Ё');
  });
});

describe('the script key', () => {
  it('goes round all scripts', () => {
    expect(LANGUAGES.map((script) => nextScript(script, LANGUAGES))).toEqual(['ru', 'en', 'az']);
  });
});

describe('the words', () => {
  const signs = (['letters', 'symbols'] as const)
    .flatMap((page) => layoutFor({ ...request, page }).flat())
    .flatMap((key) => ('text' in key && !/[\p{L}\d]/u.test(key.text) ? [key.text] : []));

  it.each(LANGUAGES)('name every sign in %s', (language) => {
    const unnamed = signs.filter((sign) => !keyboardMessages[language].signs[sign]);
    expect(signs.length).toBeGreaterThan(30);
    expect(unnamed).toEqual([]);
  });

  it.each(LANGUAGES)('give no two signs the same name in %s', (language) => {
    const names = Object.values(keyboardMessages[language].signs);
    expect(new Set(names).size).toBe(names.length);
  });
});
