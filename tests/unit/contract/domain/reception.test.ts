import { describe, expect, it } from 'vitest';
import {
  findOfficial,
  parseTimeAnswer,
  readSlotId,
  slotsFrom,
  slotsOfDay,
} from '../../../../contract/domain/reception.ts';
import { checkTimes, receptionFault } from '../../../../contract/domain/reception-answers.ts';
import { dayWithName } from '../../../../contract/domain/reception-words.ts';
import type { ReceptionHours } from '../../../../contract/receptions.ts';
import { readCalendar, readReceptions } from '../../../support/packs/read-pack.ts';

const calendar = readCalendar();
const receptions = readReceptions();
const window = { from: '10:00', to: '11:00', minutes: 20, place: 'hall' };
const official = (...hours: ReceptionHours[]) => ({ id: 'az-mas-head', hours });
const timesOn = (isoDay: string, ...hours: ReceptionHours[]): string[] =>
  slotsOfDay(official(...hours), calendar, isoDay).map(({ slotId }) => slotId.slice(-4));

describe('times of a reception', () => {
  it('fill the hours of a weekday, whole ones only', () => {
    const tuesdays = { every: 'week', weekday: 2, ...window, to: '10:50' } as const;
    expect(timesOn('2026-12-01', tuesdays)).toEqual(['1000', '1020']);
    expect(timesOn('2026-12-02', tuesdays)).toEqual([]);
  });

  it('are on the first and third of a weekday in a month, where the hours say so', () => {
    const hours: ReceptionHours = { every: 'month', weeks: [1, 3], weekday: 4, ...window };
    const days = ['2026-12-03', '2026-12-10', '2026-12-17', '2026-12-24'];
    expect(days.map((day) => timesOn(day, hours).length)).toEqual([3, 0, 3, 0]);
  });

  it('are never on a holiday, also when hours name the very day', () => {
    const newYear = { every: 'week', weekday: 4, ...window } as const;
    expect(timesOn('2026-12-31', newYear)).toEqual([]);
    expect(timesOn('2026-12-31', { every: 'once', date: '2026-12-31', ...window })).toEqual([]);
  });

  it('are on a working Saturday that was swapped, and on no other Saturday', () => {
    const saturdays = { every: 'week', weekday: 6, ...window } as const;
    // Golden: the Cabinet made 21 June 2025 a working day.
    expect(timesOn('2025-06-21', saturdays)).toHaveLength(3);
    expect(timesOn('2025-06-28', saturdays)).toEqual([]);
    expect(timesOn('2025-06-21', { every: 'once', date: '2025-06-21', ...window })).toHaveLength(3);
  });

  it('stand once where hours overlap', () => {
    const hours = { every: 'week', weekday: 2, ...window } as const;
    expect(timesOn('2026-12-01', hours, { ...hours, from: '10:20' })).toEqual([
      '1000',
      '1020',
      '1040',
    ]);
  });

  it('have names that say official, day and moment', () => {
    const [slot] = slotsFrom(
      official({ every: 'week', weekday: 2, ...window }),
      calendar,
      '2026-12-01',
      1,
    );
    expect(slot?.slotId).toBe('az-mas-head_20261201T1000');
    expect(readSlotId('az-mas-head_20261201T1000')).toEqual({
      officialId: 'az-mas-head',
      date: '2026-12-01',
      startsAt: slot?.startsAt,
    });
    expect(new Date(slot?.startsAt ?? 0).toISOString()).toBe('2026-12-01T06:00:00.000Z');
    expect(dayWithName('az', '2026-12-01')).toBe('1 dekabr 2026, çərşənbə axşamı');
  });

  it('of the bundled packs lie on working days only, whatever the day', () => {
    const officials = receptions.flatMap((pack) => pack.officials);
    const all = officials.flatMap((one) => slotsFrom(one, calendar, '2026-11-24', 90));
    expect(all.length).toBeGreaterThan(500);
    const days = new Set(all.map(({ slotId }) => readSlotId(slotId).date));
    for (const holiday of ['2026-12-31', '2027-01-01', '2027-01-20'])
      expect(days).not.toContain(holiday);
  });
});

describe('the answer to "when"', () => {
  const firm = 'firm:az-mas-head_20261201T1000';
  const asked = ['1000', '1020', '1040', '1100'].map(
    (time) => `asked:az-mas-head_20261203T${time}`,
  );

  it('is one certain time or up to three that are asked for', () => {
    expect(checkTimes([firm])).toEqual({ ok: true, value: [firm] });
    expect(checkTimes(asked.slice(0, 3))).toMatchObject({ ok: true });
    expect(checkTimes(asked)).toEqual({ ok: false, rule: 'times_many' });
    expect(checkTimes([firm, asked[0]!])).toEqual({ ok: false, rule: 'choose_time' });
  });

  it('is nothing that a screen would not send', () => {
    for (const bad of [
      '',
      'az-mas-head_20261201T1000',
      'firm:../x',
      'maybe:az-mas-head_20261201T1000',
    ])
      expect(parseTimeAnswer(bad)).toBeUndefined();
    expect(checkTimes(['firm:x'])).toEqual({ ok: false, rule: 'choose_time' });
  });

  it('belongs to the chosen official, as the official does to the authority and the topic to both', () => {
    const known = { receptions };
    const head = { authorityId: 'az-mas', officialId: 'az-mas-head' };
    expect(receptionFault('official', 'az-mas-head', head, known)).toBeUndefined();
    expect(receptionFault('official', 'az-qba-head', head, known)).toBe('choose_official');
    expect(receptionFault('reception-topic', 'land', head, known)).toBeUndefined();
    expect(receptionFault('reception-topic', 'roads', head, known)).toBe('choose_topic');
    expect(receptionFault('reception-times', [firm], head, known)).toBeUndefined();
    expect(
      receptionFault('reception-times', ['asked:az-qba-head_20261201T1000'], head, known),
    ).toBe('choose_time');
    expect(findOfficial(receptions, 'az-mas-former')).toBeUndefined();
  });
});
