import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import type { ServiceSummary } from '../../../contract/views.ts';
import { useKioskClient, type CallError } from '../api/kiosk-client.ts';

/** What can be applied for here. Nothing of it belongs to a citizen. */
export const useServiceListStore = defineStore('service-list', () => {
  const client = useKioskClient();
  const services = shallowRef<readonly ServiceSummary[]>();
  const error = ref<CallError>();

  const load = async (): Promise<void> => {
    const answer = await client.call('services.list', {});
    error.value = answer.ok ? undefined : answer.error;
    if (answer.ok) services.value = answer.value;
  };

  return { services, error, load };
});
