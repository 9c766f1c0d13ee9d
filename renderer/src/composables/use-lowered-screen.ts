import { computed, onBeforeUnmount, onMounted, ref, watchEffect, type ComputedRef } from 'vue';
import { useAppearanceStore } from '../stores/appearance.ts';
import { useKioskStore } from '../stores/kiosk.ts';
import { loweredBy } from './lowered-screen.ts';

export interface LoweredScreen {
  /** Pixels that are left empty now. */
  readonly offset: ComputedRef<number>;
  /** Whether lowering this screen changes anything. */
  readonly possible: ComputedRef<boolean>;
}

/** Keeps everything below the reach line while the person wants it; the page learns the line as `--low`. */
export const useLoweredScreen = (): LoweredScreen => {
  const kiosk = useKioskStore();
  const appearance = useAppearanceStore();
  const size = ref({ width: window.innerWidth, height: window.innerHeight });
  const measure = (): void => {
    size.value = { width: window.innerWidth, height: window.innerHeight };
  };
  onMounted(() => window.addEventListener('resize', measure));
  onBeforeUnmount(() => window.removeEventListener('resize', measure));
  const most = computed(() => loweredBy(kiosk.info?.screen, size.value));
  const offset = computed(() => (appearance.lowered ? most.value : 0));
  watchEffect(() => {
    document.documentElement.style.setProperty('--low', `${offset.value}px`);
  });
  return { offset, possible: computed(() => most.value > 0) };
};
