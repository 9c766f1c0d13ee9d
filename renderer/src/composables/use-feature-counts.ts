import { watch } from 'vue';
import type { AccessibilityFeature } from '../../../contract/counters.ts';
import { useAppearanceStore } from '../stores/appearance.ts';
import { useSessionStore } from '../stores/session.ts';

/** Tells the core which accessibility features a citizen uses; it counts them without the person. */
export const useFeatureCounts = (): void => {
  const session = useSessionStore();
  const appearance = useAppearanceStore();

  const used = (): readonly AccessibilityFeature[] => [
    ...(appearance.scale > 1 ? (['large_text'] as const) : []),
    ...(appearance.theme === 'light' ? [] : [appearance.theme]),
  ];
  watch([() => session.active, () => appearance.scale, () => appearance.theme], () => {
    if (session.active) for (const feature of used()) void session.usedFeature(feature);
  });
};
