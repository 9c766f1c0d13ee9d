import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import type { Enrolment, KioskList } from '../../desk-api.ts';
import type { DeskFailure } from '../api/desk-client.ts';
import { useSessionStore } from './session.ts';

/** The kiosks of this portal, and what an operator does with them. */
export const useKiosksStore = defineStore('desk-kiosks', () => {
  const session = useSessionStore();
  const list = shallowRef<KioskList>();
  const failure = shallowRef<DeskFailure>();
  /** Why the last change was not made. */
  const refusal = shallowRef<DeskFailure>();
  /** The code is shown once; the portal itself keeps only a hash of it. */
  const enrolment = shallowRef<Enrolment>();
  const busy = ref(false);

  const load = async (): Promise<void> => {
    const result = await session.call('listKiosks', {});
    failure.value = result.ok ? undefined : result.error;
    if (result.ok) list.value = result.value;
  };

  const once = async (work: () => Promise<DeskFailure | undefined>): Promise<void> => {
    if (busy.value) return;
    busy.value = true;
    try {
      refusal.value = await work();
    } finally {
      busy.value = false;
    }
  };

  const enrol = (name: string): Promise<void> =>
    once(async () => {
      const result = await session.call('enrolKiosk', { body: { name } });
      if (!result.ok) return result.error;
      enrolment.value = result.value;
      return undefined;
    });

  const revoke = (kioskId: string): Promise<void> =>
    once(async () => {
      const result = await session.call('revokeKiosk', { params: { kioskId } });
      if (!result.ok) return result.error;
      await load();
      return undefined;
    });

  const forget = (): void => {
    list.value = undefined;
    failure.value = undefined;
    refusal.value = undefined;
    enrolment.value = undefined;
  };

  return { list, failure, refusal, enrolment, busy, load, enrol, revoke, forget };
});
