import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import { mondayOf } from '../../../contract/domain/baku-time.ts';
import type { FreeTimes, OfferTimes, ReceptionCalendar } from '../../desk-api/receptions.ts';
import type { DeskFailure } from '../api/desk-client.ts';
import { useSessionStore } from './session.ts';

/** The calendar of receptions of one's own authority. */
export const useReceptionsStore = defineStore('desk-receptions', () => {
  const session = useSessionStore();
  const calendar = shallowRef<ReceptionCalendar>();
  const free = shallowRef<FreeTimes['times']>();
  const failure = shallowRef<DeskFailure>();
  /** Why the last change was not made. */
  const refusal = shallowRef<DeskFailure>();
  /** What came of closing a day. */
  const told = shallowRef<{ readonly told: number; readonly withoutOffers: number }>();
  const official = ref<string>();
  const from = ref<string>();
  /** Of the requests that wait. */
  const page = ref(1);
  const busy = ref(false);

  /** Whole weeks from Monday on. Which week it is says the portal: the clock of a desk may be wrong. */
  const load = async (): Promise<void> => {
    const result = await session.call('readReceptions', {
      query: {
        ...(official.value === undefined ? {} : { official: official.value }),
        ...(from.value === undefined ? {} : { from: mondayOf(from.value) }),
        ...(page.value === 1 ? {} : { page: String(page.value) }),
      },
    });
    failure.value = result.ok ? undefined : result.error;
    if (result.ok) calendar.value = result.value;
  };

  /** One change at a time; true when it was made, and the calendar is read anew. */
  const change = async (
    request: () => Promise<{ readonly ok: boolean; readonly error?: DeskFailure }>,
  ): Promise<boolean> => {
    if (busy.value) return false;
    busy.value = true;
    told.value = undefined;
    const result = await request();
    busy.value = false;
    refusal.value = result.ok ? undefined : result.error;
    if (result.ok) await load();
    return result.ok;
  };

  const offer = (body: OfferTimes): Promise<boolean> =>
    change(() => session.call('offerTimes', { body }));
  const close = (slotId: string): Promise<boolean> =>
    change(() => session.call('closeTime', { params: { slotId } }));
  const closeDay = async (officialId: string, date: string, text: string): Promise<boolean> => {
    let outcome: { readonly told: number; readonly withoutOffers: number } | undefined;
    const done = await change(async () => {
      const result = await session.call('closeDay', { body: { officialId, date, text } });
      if (result.ok) outcome = result.value;
      return result;
    });
    told.value = outcome;
    return done;
  };

  const loadFree = async (caseId: string): Promise<void> => {
    const result = await session.call('freeTimes', { params: { caseId } });
    failure.value = result.ok ? undefined : result.error;
    free.value = result.ok ? result.value.times : undefined;
  };

  return {
    calendar,
    free,
    failure,
    refusal,
    told,
    official,
    from,
    page,
    busy,
    load,
    loadFree,
    offer,
    close,
    closeDay,
  };
});
