import {
  computed,
  inject,
  onBeforeUnmount,
  onMounted,
  provide,
  ref,
  type ComputedRef,
  type InjectionKey,
} from 'vue';
import { useAppearanceStore } from '../stores/appearance.ts';

/**
 * How much room there is. `low`: Back moves down beside Continue. With the keyboard open: `snug`,
 * the bottom bar and the strips give way too; `compact`, both bars do, and what remains is label,
 * field, Back and Continue.
 */
export type Room = 'roomy' | 'low' | 'snug' | 'compact';

/** Heights of the window in pixels at text factor 1. */
const LOW_BELOW = 900;
const SNUG_BELOW = 1300;

const roomKey: InjectionKey<ComputedRef<Room>> = Symbol('room');

/** Room on a screen of `height` pixels with text enlarged by `scale`. */
export const roomFor = (keyboardOpen: boolean, height: number, scale: number): Room => {
  const isLow = height / scale < LOW_BELOW;
  if (!keyboardOpen) return isLow ? 'low' : 'roomy';
  if (isLow) return 'compact';
  return height / scale < SNUG_BELOW ? 'snug' : 'roomy';
};

export const provideRoom = (
  keyboardOpen: () => boolean,
  /** Pixels of the window that a lowered screen leaves empty. */
  empty: () => number = () => 0,
): ComputedRef<Room> => {
  const appearance = useAppearanceStore();
  const height = ref(window.innerHeight);
  const measure = (): void => {
    height.value = window.innerHeight;
  };
  onMounted(() => window.addEventListener('resize', measure));
  onBeforeUnmount(() => window.removeEventListener('resize', measure));
  const room = computed(() => roomFor(keyboardOpen(), height.value - empty(), appearance.scale));
  provide(roomKey, room);
  return room;
};

export const useRoom = (): ComputedRef<Room> =>
  inject(
    roomKey,
    computed(() => 'roomy'),
  );
