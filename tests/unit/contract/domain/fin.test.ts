import fc from 'fast-check';
import { expect, test } from 'vitest';
import { maskFin, parseFin } from '../../../../contract/domain/fin.ts';

test.each([
  ['94FMDDD', '94FMDDD'],
  ['94fmddd', '94FMDDD'],
  [' 94f mddd ', '94FMDDD'],
  ['94F-MDDD', '94FMDDD'],
  ['94F\u200BMD\u202EDD', '94FMDDD'],
  ['９４ＦＭＤＤＤ', '94FMDDD'],
])('reads %j as %s', (typed, fin) => {
  expect(parseFin(typed)).toEqual({ ok: true, value: fin });
});

test.each([
  ['5OA1B2C', '50A1B2C', 'the letter O'],
  ['5QA1BİC', '5QA1B1C', 'a capital dotted i'],
  ['5qa1bic', '5QA1B1C', 'a small i, upper-cased by English rules'],
  ['5qa1bıc', '5QA1B1C', 'a small dotless i'],
  ['5АВ1В2С', '5AB1B2C', 'Cyrillic look-alikes'],
])('offers a correction of %s to %s for %s, and does not take it unasked', (typed, suggestion) => {
  expect(parseFin(typed)).toEqual({ ok: false, rule: 'fin_look_alike', suggestion });
});

test.each([
  ['', 'fin_length'],
  ['94FMDD', 'fin_length'],
  ['94FMDDDD', 'fin_length'],
  ['94FMƏDD', 'fin_characters'],
  ['<b>9</b', 'fin_characters'],
  ['٩٤FMDDD', 'fin_characters'],
])('refuses %j with the rule %s', (typed, rule) => {
  expect(parseFin(typed)).toEqual({ ok: false, rule });
});

test('a FIN that was read reads as itself again', () => {
  fc.assert(
    fc.property(fc.string(), (typed) => {
      const once = parseFin(typed);
      if (once.ok) expect(parseFin(once.value)).toEqual(once);
    }),
  );
});

test('masks all but the first and the last two characters', () => {
  expect(maskFin('5QA1B2C')).toBe('5••••2C');
});
