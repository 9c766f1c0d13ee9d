import { describe, expect, it } from 'vitest';
import { russianForm } from '../../../portal/desk/i18n/create-desk-i18n.ts';
import { deadlineWords } from '../../../portal/desk/text/deadline.ts';
import {
  LONGEST_DECISION,
  textFault,
  withoutUnwanted,
} from '../../../portal/desk/text/decision-text.ts';
import { failureWords } from '../../../portal/desk/text/failure-words.ts';
import { kioskState } from '../../../portal/desk/text/kiosk-state.ts';
import { masked } from '../../../portal/desk/text/masking.ts';
import { sinceWords } from '../../../portal/desk/text/since.ts';
import { visible } from '../../../portal/desk/text/visible.ts';
import { problem } from './desk-double.ts';

const text = (value: string) => ({ type: 'text', text: value }) as const;

describe('the time left', () => {
  it.each([
    [-1, { key: 'late', days: 1, urgency: 'late' }],
    [0, { key: 'today', days: 0, urgency: 'soon' }],
    [2, { key: 'left', days: 2, urgency: 'soon' }],
    [3, { key: 'left', days: 3, urgency: 'calm' }],
  ])('of %i days is %o', (daysLeft, words) => {
    expect(deadlineWords({ daysLeft })).toEqual(words);
  });

  it('is not counted once the case is decided', () => {
    expect(deadlineWords({})).toBeUndefined();
  });
});

describe('Russian numbers', () => {
  it.each([
    [1, 0],
    [2, 1],
    [4, 1],
    [5, 2],
    [11, 2],
    [12, 2],
    [14, 2],
    [21, 0],
    [22, 1],
    [111, 2],
    [0, 2],
  ])('%i take form %i', (count, form) => {
    expect(russianForm(count)).toBe(form);
  });
});

describe('masks', () => {
  it.each([
    ['fin', '5X7TR2K', '5••••2K'],
    ['phone', '+994501234567', '•••• 67'],
    ['person-name', ' Əli  Vəli oğlu ', 'Ə. V. o.'],
    ['person-name', 'Anna-Maria Quliyeva', 'A. M. Q.'],
    ['person-name', '-', '••••'],
    ['long-text', 'Şikayət', '••••'],
    [undefined, 'nə isə', '••••'],
    ['person-name', '', '••••'],
  ] as const)('cover a %s', (kind, value, shown) => {
    expect(masked({ kind, value: text(value) })).toBe(shown);
  });

  it('never show a FIN that is too short to be hidden', () => {
    expect(masked({ kind: 'fin', value: text('5X7') })).toBe('••••');
  });
});

describe('a text for the citizen', () => {
  it('must say something', () => {
    expect([textFault(''), textFault(' \n\t ')]).toEqual(['empty', 'empty']);
  });

  it('has a length', () => {
    expect(textFault('a'.repeat(LONGEST_DECISION))).toBeUndefined();
    expect(textFault('a'.repeat(LONGEST_DECISION + 1))).toBe('long');
  });

  it.each(['\u202E', '\u200E', '\u0000', '\u001B', '\u2066'])(
    'carries no hidden sign %j, and can be freed of it',
    (sign) => {
      const typed = `Sənə${sign}dlər\nhazırdır`;
      expect(textFault(typed)).toBe('unwanted');
      expect(withoutUnwanted(typed)).toBe('Sənədlər\nhazırdır');
    },
  );

  it('keeps everything else when it is cleaned', () => {
    const typed = 'Əziz vətəndaş,\n\tyetər — “bəli” 👍\r\nҮ';
    expect(withoutUnwanted(typed)).toBe(typed);
    expect(withoutUnwanted('a\vb\u2028c')).toBe('a\nb\nc');
  });
});

describe('text from a kiosk', () => {
  it('cannot hide signs or turn the line', () => {
    expect(visible('Ə\u202Eli\u200B\u0007')).toBe('Ə□li□□');
  });

  it('keeps its lines and letters', () => {
    expect(visible('Ünvan:\n1-ci küç.\t5')).toBe('Ünvan:\n1-ci küç.\t5');
  });
});

describe('how long ago', () => {
  it.each([
    [-5_000, { key: 'now', count: 0 }],
    [59_999, { key: 'now', count: 0 }],
    [60_000, { key: 'minutes', count: 1 }],
    [3_600_000, { key: 'hours', count: 1 }],
    [172_800_000, { key: 'days', count: 2 }],
  ])('%i ms is said as %o', (passed, words) => {
    expect(sinceWords(1_000_000_000 - passed, 1_000_000_000)).toEqual(words);
  });
});

describe('the state of a kiosk', () => {
  const now = 10_000_000;
  it.each([
    [{ lastSeenAt: now - 3_600_000 }, 'working'],
    [{ lastSeenAt: now - 3_600_001 }, 'silent'],
    [{}, 'fresh'],
    [{ lastSeenAt: now, revokedAt: 5 }, 'revoked'],
  ])('%o is %s', (kiosk, state) => {
    expect(kioskState(kiosk, now)).toBe(state);
  });
});

describe('a failure', () => {
  it('says the wait in whole minutes', () => {
    expect(failureWords(problem('locked-out', { retryAfter: 61 }).failure)).toEqual({
      key: 'failure.locked-out',
      minutes: 2,
    });
  });
});
