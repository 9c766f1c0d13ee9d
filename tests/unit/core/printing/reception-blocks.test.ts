import { describe, expect, it } from 'vitest';
import type { Appointment } from '../../../../contract/receptions.ts';
import {
  askedBlocks,
  receptionBlocks,
} from '../../../../electron/core/printing/reception-blocks.ts';

const text = (words: string) => ({ az: words, ru: words, en: words });
const time: Appointment = {
  slotId: 'az-mas-head_20261201T1000',
  startsAt: Date.parse('2026-12-01T06:00:00Z'),
  minutes: 20,
  mode: 'in-person',
  place: text('Qəbul otağı'),
  person: { name: 'Elman Cəfərov', position: text('Başçı') },
};

describe('a reception on paper', () => {
  it('has time, place and person where it is certain', () => {
    const printed = JSON.stringify(askedBlocks({ certain: true, times: [time] }, 'az'));
    for (const word of ['təsdiqlənib', '1 dekabr 2026, 10:00', 'Qəbul otağı', 'Elman Cəfərov'])
      expect(printed).toContain(word);
  });

  it('is never called confirmed where it is asked for', () => {
    for (const language of ['az', 'ru', 'en'] as const) {
      const [heading] = askedBlocks({ certain: false, times: [time] }, language);
      expect(JSON.stringify(heading)).toMatch(/hələ təsdiqlənməyib|не подтверждено|not confirmed/u);
    }
  });

  it('says nothing of a time that is not fixed yet', () => {
    const state = { confirmed: false, sequence: 0, offers: [], wishes: [time.slotId] };
    expect(receptionBlocks(state, 'en')).toEqual([]);
    expect(JSON.stringify(receptionBlocks({ ...state, appointment: time }, 'en'))).toContain(
      'The time of your reception is confirmed',
    );
  });
});
