import { beforeEach, describe, expect, it } from 'vitest';
import { addDays } from '../../../contract/domain/baku-time.ts';
import type { ReceptionCalendar } from '../../../portal/desk-api/receptions.ts';
import { useReceptionsStore } from '../../../portal/desk/stores/receptions.ts';
import { createDeskDouble, useStoresWith, type DeskDouble } from './desk-double.ts';

/** A Thursday. */
const TODAY = '2026-11-26';
const MONDAY = '2026-11-23';

const calendarFrom = (from: string): ReceptionCalendar => ({
  today: TODAY,
  officials: [],
  places: [],
  waiting: [],
  waitingPage: { page: 1, pages: 1 },
  days: Array.from({ length: 7 }, (_, index) => ({
    date: addDays(from, index),
    workingDay: true,
    slots: [],
  })),
});

let portal: DeskDouble;
beforeEach(() => {
  portal = createDeskDouble();
  useStoresWith(portal);
});

describe('the week of receptions', () => {
  it("is this one, by the portal's calendar and not by the clock of the desk, asked for once", async () => {
    portal.answer('readReceptions', { reply: calendarFrom(MONDAY) });
    const store = useReceptionsStore();
    await store.load();
    expect(portal.inputs('readReceptions')).toEqual([{ query: {} }]);
    expect(store.calendar?.days[0]?.date).toBe(MONDAY);
  });

  it('is the one in which a day lies that was asked for', async () => {
    portal.answer('readReceptions', { reply: calendarFrom('2026-12-07') });
    const store = useReceptionsStore();
    store.from = '2026-12-10';
    await store.load();
    expect(portal.inputs('readReceptions')).toEqual([{ query: { from: '2026-12-07' } }]);
  });
});
