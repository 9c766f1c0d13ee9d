import { expect, test } from 'vitest';
import { formatPhone, parsePhone } from '../../../../contract/domain/phone.ts';

test.each([
  '050 123 45 67',
  '+994 50 123-45-67',
  '994501234567',
  '00994501234567',
  '501234567',
  '(050) 123.45.67',
])('reads %j as one number', (typed) => {
  expect(parsePhone(typed)).toEqual({ ok: true, value: '+994501234567' });
});

test.each(['012 493 00 00', '018 642 00 00', '023 335 00 00', '036 554 12 34'])(
  'takes the fixed or Nakhchivan number %s',
  (typed) => {
    expect(parsePhone(typed).ok).toBe(true);
  },
);

test.each([
  ['112', 'phone_short'],
  ['102', 'phone_short'],
  ['108', 'phone_short'],
  ['050 123 45', 'phone_length'],
  ['', 'phone_length'],
  ['088 123 45 67', 'phone_prefix'],
  ['+7 912 345 67 89', 'phone_length'],
  ['elli yüz', 'phone_characters'],
])('refuses %j with the rule %s', (typed, rule) => {
  expect(parsePhone(typed)).toEqual({ ok: false, rule });
});

test('prints the stored form in the national grouping', () => {
  expect(formatPhone('+994501234567')).toBe('+994 50 123 45 67');
});
