import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import type { ScreenGeometry } from '../../../contract/domain/screen-geometry.ts';
import type { KioskInfo, KioskStatus } from '../../../contract/views.ts';
import { useKioskClient } from '../api/kiosk-client.ts';

/** What this kiosk is and what works at this moment. Nothing of a citizen. */
export const useKioskStore = defineStore('kiosk', () => {
  const client = useKioskClient();
  const info = shallowRef<KioskInfo>();
  const status = shallowRef<KioskStatus>();
  /** Sizes that are tried out while the screen is measured; they go before those of the configuration. */
  const tried = shallowRef<ScreenGeometry>();
  const screen = computed(() => tried.value ?? info.value?.screen);
  /** False while the host process does not answer. */
  const reachable = ref(true);

  client.onAnswer((error) => {
    reachable.value = error?.code !== 'host_unreachable';
  });

  const refreshStatus = async (): Promise<void> => {
    const answer = await client.call('kiosk.status', {});
    if (answer.ok) status.value = answer.value;
  };

  /** Reads what the screens need before the first can be shown; true when all of it came. */
  const load = async (): Promise<boolean> => {
    const answer = await client.call('kiosk.info', {});
    if (!answer.ok) return false;
    info.value = answer.value;
    await refreshStatus();
    return status.value !== undefined;
  };

  const tryScreen = (geometry: ScreenGeometry | undefined): void => {
    tried.value = geometry;
  };

  const setStatus = (to: KioskStatus): void => {
    status.value = to;
  };

  return { info, status, screen, reachable, load, refreshStatus, setStatus, tryScreen };
});
