import { expect, test } from 'vitest';
import { initials, parsePersonName } from '../../../../contract/domain/person-name.ts';

test.each([
  ['Əli İsığöşüç oğlu', 'Əli İsığöşüç oğlu'],
  ['  Щукин   Ёлкин ', 'Щукин Ёлкин'],
  ["O'Neil", "O'Neil"],
  ['Məmməd\u202Eov', 'Məmmədov'],
  ['A\u200Bli', 'Ali'],
  ['Göyc\u0327ə', 'Göyçə'],
])('keeps %j as %j', (typed, name) => {
  expect(parsePersonName(typed)).toEqual({ ok: true, value: name });
});

test.each([
  ['A', 'name_short'],
  ['--', 'name_short'],
  ['Əli2', 'name_characters'],
  ['<img src=x onerror=alert(1)>', 'name_characters'],
  ['Əli {{7*7}}', 'name_characters'],
  ['x'.repeat(121), 'name_long'],
])('refuses %j with the rule %s', (typed, rule) => {
  expect(parsePersonName(typed)).toEqual({ ok: false, rule });
});

test('shows initials on a shared screen', () => {
  expect(initials('Əli Məmmədov')).toBe('Ə. M.');
  expect(initials(' Anna-Maria  Quliyeva')).toBe('A. M. Q.');
});
