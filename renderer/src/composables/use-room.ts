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
 * How much room the keyboard leaves. `snug`: the bottom bar and the lines around the question give
 * way; `compact`: both bars do, what remains is label, field, Back and Continue.
 */
export type Room = 'roomy' | 'snug' | 'compact';

/** Heights of the window in pixels at text factor 1, with the keyboard open. */
const COMPACT_BELOW = 900;
const SNUG_BELOW = 1300;

const roomKey: InjectionKey<ComputedRef<Room>> = Symbol('room');

/** Room on a screen of `height` pixels with text enlarged by `scale`. */
export const roomFor = (keyboardOpen: boolean, height: number, scale: number): Room => {
  if (!keyboardOpen || height / scale >= SNUG_BELOW) return 'roomy';
  return height / scale >= COMPACT_BELOW ? 'snug' : 'compact';
};

export const provideRoom = (keyboardOpen: () => boolean): ComputedRef<Room> => {
  const appearance = useAppearanceStore();
  const height = ref(window.innerHeight);
  const measure = (): void => {
    height.value = window.innerHeight;
  };
  onMounted(() => window.addEventListener('resize', measure));
  onBeforeUnmount(() => window.removeEventListener('resize', measure));
  const room = computed(() => roomFor(keyboardOpen(), height.value, appearance.scale));
  provide(roomKey, room);
  return room;
};

export const useRoom = (): ComputedRef<Room> =>
  inject(
    roomKey,
    computed(() => 'roomy'),
  );
