import { defineStore } from 'pinia';
import { computed, ref } from 'vue';

/** Factors of the text size, smallest first; WCAG 1.4.4 wants 200 %. */
export const SCALES = [1, 1.25, 1.6, 2] as const;
export type Scale = (typeof SCALES)[number];

export const THEMES = ['light', 'dark', 'contrast'] as const;
export type Theme = (typeof THEMES)[number];

/** Text size and colours of the person in front of the screen; back to the usual after each. */
export const useAppearanceStore = defineStore('appearance', () => {
  const scale = ref<Scale>(1);
  const theme = ref<Theme>('light');
  /** What the contrast button goes back to. */
  const calmTheme = ref<Exclude<Theme, 'contrast'>>('light');

  const step = computed(() => SCALES.indexOf(scale.value));
  const isUsual = computed(() => scale.value === 1 && theme.value === 'light');

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
  };

  return { scale, theme, step, isUsual, moveScale, setScale, setTheme, toggleContrast, reset };
});
