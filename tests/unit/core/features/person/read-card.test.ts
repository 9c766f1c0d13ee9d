import { describe, expect, it } from 'vitest';
import { parseZoneText, zoneCheckDigit } from '../../../../../contract/domain/card-zone.ts';
import { readCard } from '../../../../../electron/core/features/person/read-card.ts';
import {
  NEW_CARD,
  newCardZone,
  OLD_CARD,
  oldCardZone,
  oldThreeLineZone,
} from '../../../../support/core/identity-cards.ts';

const TODAY = '2026-11-25';
const read = (lines: readonly string[]) => readCard(lines.join('\n'), TODAY);

/** The zone with one character replaced by another that could stand there. */
const misread = (lines: readonly string[], line: number, at: number, by: string): string[] =>
  lines.map((text, index) => (index === line ? text.slice(0, at) + by + text.slice(at + 1) : text));

describe('the zone of an identity card', () => {
  it('computes the check digit of the standard’s own example', () => {
    expect(zoneCheckDigit('D23145890')).toBe('7');
    expect(zoneCheckDigit('520727')).toBe('3');
  });

  it('is read from a new card', () => {
    expect(read(newCardZone(NEW_CARD))).toEqual({
      ok: true,
      card: {
        fin: '5QA1B2C',
        surname: 'ALIYEVA',
        givenNames: 'ZUMRUD',
        birthDate: '1985-03-14',
        documentNumber: 'AA1234567',
        expiresOn: '2030-01-01',
        expired: false,
      },
    });
  });

  it('is read from an old card: FIN and a check digit are the last eight characters', () => {
    const zone = oldCardZone(OLD_CARD);
    expect(zone[1]?.slice(-8, -1)).toBe('94FMDDD');
    expect(read(zone)).toMatchObject({
      ok: true,
      card: { fin: '94FMDDD', documentNumber: '12345678', birthDate: '1961-05-02' },
    });
    expect(read(oldThreeLineZone(OLD_CARD))).toMatchObject({
      ok: true,
      card: { fin: '94FMDDD', surname: 'MAMMADOV', givenNames: 'ALI' },
    });
  });

  it('takes a name for a FIN only with the right digit behind it', () => {
    const zone = oldThreeLineZone({ ...OLD_CARD, fin: '' });
    const named = [zone[0] ?? '', zone[1] ?? '', 'MAMMADOVA<<XATIRANAZ<GULNAR<<1'];
    expect(read(named)).toMatchObject({ ok: true });
    expect(read(named)).not.toHaveProperty('card.fin');
  });

  it('may come in one piece, in small letters, with spaces and other marks', () => {
    const zone = newCardZone(NEW_CARD);
    expect(readCard(zone.join(''), TODAY)).toMatchObject({ ok: true });
    expect(readCard(oldCardZone(OLD_CARD).join(''), TODAY)).toMatchObject({ ok: true });
    expect(readCard(` ${zone.join(' \r\n').toLowerCase()}\n`, TODAY)).toMatchObject({ ok: true });
    expect(readCard(zone.join('\n').replaceAll('<<', '«<'), TODAY)).toMatchObject({ ok: true });
    // The small letter of I on an Azerbaijani keyboard is ı.
    expect(readCard(zone.join('\n').replaceAll('I', 'ı'), TODAY)).toMatchObject({ ok: true });
  });

  it.each([
    ['the number', 0, 8, 'card_number_check'],
    ['the date of birth', 1, 1, 'card_birth_check'],
    ['the date of expiry', 1, 9, 'card_expiry_check'],
    ['the digit over the whole', 1, 29, 'card_whole_check'],
  ])('says that %s does not fit its check digit', (_what, line, at, rule) => {
    const zone = newCardZone(NEW_CARD);
    const other = zone[line]?.[at] === '1' ? '2' : '1';
    expect(read(misread(zone, line, at, other))).toEqual({ ok: false, rules: [rule] });
  });

  it('notices a misread FIN by the digit over the whole zone', () => {
    const rules = ['card_whole_check'];
    expect(read(misread(newCardZone(NEW_CARD), 0, 16, 'B'))).toEqual({ ok: false, rules });
    expect(read(misread(oldCardZone(OLD_CARD), 1, 30, 'E'))).toEqual({ ok: false, rules });
  });

  it('names every part that is wrong at once', () => {
    const zone = misread(misread(newCardZone(NEW_CARD), 1, 1, '1'), 0, 8, '9');
    expect(read(zone)).toEqual({ ok: false, rules: ['card_number_check', 'card_birth_check'] });
  });

  it.each([
    ['nothing', '', 'zone_length'],
    ['half a line', 'I<AZEAA1234', 'zone_length'],
    ['a bar code', '4006381333931', 'zone_length'],
    [
      'other characters',
      `${'I<AZE'.padEnd(29, '<')}Ə\n${'<'.repeat(30)}\n${'<'.repeat(30)}`,
      'zone_characters',
    ],
    [
      'a passport of two lines of 44',
      `${'P<AZE'.padEnd(44, '<')}\n${'<'.repeat(44)}`,
      'zone_length',
    ],
  ])('refuses %s', (_what, text, rule) => {
    expect(readCard(text, TODAY)).toEqual({ ok: false, rules: [rule] });
  });

  it('refuses the card of another country', () => {
    const zone = newCardZone(NEW_CARD).map((line) => line.replaceAll('AZE', 'UTO'));
    expect(read(zone)).toEqual({ ok: false, rules: ['card_foreign'] });
  });

  it('reads a card that has run out, and says so', () => {
    expect(read(newCardZone({ ...NEW_CARD, expiry: '210101' }))).toMatchObject({
      ok: true,
      card: { expired: true, expiresOn: '2021-01-01' },
    });
  });

  it('puts a birth into the past century where it would lie in the future', () => {
    expect(read(newCardZone({ ...NEW_CARD, birth: '991231' }))).toMatchObject({
      card: { birthDate: '1999-12-31' },
    });
    expect(read(newCardZone({ ...NEW_CARD, birth: '250101' }))).toMatchObject({
      card: { birthDate: '2025-01-01' },
    });
  });

  it('never throws, whatever the lines hold', () => {
    for (let seed = 0; seed < 500; seed += 1) {
      const length = seed % 2 === 0 ? [30, 30, 30] : [36, 36];
      const noise = length.map((count, line) =>
        Array.from(
          { length: count },
          (_, at) => '<A1Z0I'[(seed * 7 + line * 13 + at * at) % 6],
        ).join(''),
      );
      expect(read(noise).ok).toBe(false);
      expect(read([`I<AZE${noise[0]?.slice(5) ?? ''}`, ...noise.slice(1)]).ok).toBe(false);
    }
  });
});

describe('zone text', () => {
  it('is two lines of 36 or three of 30', () => {
    expect(parseZoneText(newCardZone(NEW_CARD).join('\n'))).toMatchObject({ ok: true });
    expect(parseZoneText(newCardZone(NEW_CARD).slice(0, 2).join('\n'))).toMatchObject({
      ok: false,
    });
  });
});
