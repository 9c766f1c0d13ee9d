import { describe, expect, test } from 'vitest';
import { parseEmail } from '../../../../contract/domain/email.ts';
import { MOST_PEOPLE, parsePeople } from '../../../../contract/domain/people.ts';

describe('an e-mail address', () => {
  test.each([
    ['ad@example.org', 'ad@example.org'],
    [' Ad . Soyad@Example.co.uk ', 'Ad.Soyad@Example.co.uk'],
    ['ünvan@nümunə.az', 'ünvan@nümunə.az'],
  ])('"%s" is read', (typed, value) => {
    expect(parseEmail(typed)).toEqual({ ok: true, value });
  });

  test.each([
    'ad',
    'ad@',
    '@example.org',
    'ad@example',
    'a@b@c.az',
    'a@.az',
    'a@b..az',
    'a,b@c.az',
    `${'a'.repeat(250)}@b.az`,
  ])('"%s" is not', (typed) => {
    expect(parseEmail(typed)).toEqual({ ok: false, rule: 'email_format' });
  });

  test('a hostile one takes no time', () => {
    const start = performance.now();
    parseEmail(`${'a@'.repeat(50)}${'a.'.repeat(80)}`);
    parseEmail(`a@${'.'.repeat(250)}`);
    expect(performance.now() - start).toBeLessThan(50);
  });
});

describe('the people of a collective appeal', () => {
  test('empty lines and repeated names are left out', () => {
    expect(parsePeople(['Əli Məmmədov', ' ', 'Əli  Məmmədov', 'Leyla Quliyeva'])).toEqual({
      ok: true,
      value: ['Əli Məmmədov', 'Leyla Quliyeva'],
    });
  });

  test.each<[string, string[], string]>([
    ['nobody', ['', ' '], 'people_few'],
    ['a number for a name', ['Əli', '12345'], 'name_characters'],
    [
      'too many for a screen',
      Array.from(
        { length: MOST_PEOPLE + 1 },
        (_, index) => `Əli ${'abcdefghijklmnopqrstuvwxyz'[index] ?? ''}z`,
      ),
      'people_many',
    ],
  ])('%s is refused', (_, typed, rule) => {
    expect(parsePeople(typed)).toEqual({ ok: false, rule });
  });
});
