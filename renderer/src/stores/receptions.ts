import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import type { OfferedDay } from '../../../contract/receptions.ts';
import { useKioskClient, type CallError } from '../api/kiosk-client.ts';

/** When the chosen official can be seen. */
export const useReceptionsStore = defineStore('receptions', () => {
  const client = useKioskClient();
  const days = shallowRef<readonly OfferedDay[]>();
  const error = shallowRef<CallError>();
  /** Changes with each question: an answer to an older one is for nobody. */
  let asked = 0;
  /** Whose times are shown at this moment. */
  let shown: string | undefined;

  const load = async (officialId: string): Promise<void> => {
    shown = officialId;
    asked += 1;
    const question = asked;
    const answer = await client.call('receptions.times', { officialId });
    if (question !== asked) return;
    error.value = answer.ok ? undefined : answer.error;
    days.value = answer.ok ? answer.value.days : undefined;
  };

  /** The portal has told other times, or given this kiosk other leases, while some are shown. */
  const refresh = async (kinds: readonly string[]): Promise<void> => {
    if (shown === undefined) return;
    if (kinds.some((kind) => kind.startsWith('reception-'))) await load(shown);
  };

  const leave = (): void => {
    shown = undefined;
  };

  const reset = (): void => {
    leave();
    asked += 1;
    days.value = undefined;
    error.value = undefined;
  };

  return { days, error, load, refresh, leave, reset };
});
