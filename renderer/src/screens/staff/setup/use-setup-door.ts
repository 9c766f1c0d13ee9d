import { watch } from 'vue';
import { useGo } from '../../../composables/use-go.ts';
import { useKioskStore } from '../../../stores/kiosk.ts';

/** A kiosk that has no configuration yet shows its set-up in place of the free kiosk. */
export const useSetupDoor = (): void => {
  const kiosk = useKioskStore();
  const go = useGo();
  watch(
    () => kiosk.info?.setup !== undefined,
    (isNew) => {
      if (isNew) void go('/staff/setup');
    },
  );
};
