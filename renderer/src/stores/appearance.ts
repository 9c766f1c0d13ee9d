import { defineStore } from 'pinia';
import { computed, ref } from 'vue';

/** Factors of the text size, smallest first; WCAG 1.4.4 wants 200 %. */
export const SCALES = [1, 1.25, 1.6, 2] as const;
export type Scale = (typeof SCALES)[number];

export const THEMES = ['light', 'dark', 'contrast'] as const;
export type Theme = (typeof THEMES)[number];

/** How the screen suits the person in front of it; back to the usual after each. */
export const useAppearanceStore = defineStore('appearance', () => {
  const scale = ref<Scale>(1);
  const theme = ref<Theme>('light');
  /** What the contrast button goes back to. */
  const calmTheme = ref<Exclude<Theme, 'contrast'>>('light');
  /** Everything to touch comes down to where a seated person reaches. */
  const lowered = ref(false);
  /** Nothing moves. */
  const still = ref(false);
  /** A second touch of the same thing within half a second does not count (EN 301 549, 5.8). */
  const steady = ref(false);

  const step = computed(() => SCALES.indexOf(scale.value));
  const isUsual = computed(
    () =>
      scale.value === 1 &&
      theme.value === 'light' &&
      !lowered.value &&
      !still.value &&
      !steady.value,
  );

  const moveScale = (by: 1 | -1): void => {
    scale.value = SCALES[step.value + by] ?? scale.value;
  };
  const setScale = (to: Scale): void => {
    scale.value = to;
  };
  const setTheme = (to: Theme): void => {
    theme.value = to;
    if (to !== 'contrast') calmTheme.value = to;
  };
  const toggleContrast = (): void =>
    setTheme(theme.value === 'contrast' ? calmTheme.value : 'contrast');
  const reset = (): void => {
    scale.value = 1;
    setTheme('light');
    lowered.value = false;
    still.value = false;
    steady.value = false;
  };

  return {
    scale,
    theme,
    lowered,
    still,
    steady,
    step,
    isUsual,
    moveScale,
    setScale,
    setTheme,
    toggleContrast,
    reset,
  };
});
