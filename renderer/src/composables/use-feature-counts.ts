import { onBeforeUnmount, onMounted, ref, watch } from 'vue';
import type { AccessibilityFeature } from '../../../contract/counters.ts';
import { useAppearanceStore } from '../stores/appearance.ts';
import { useSessionStore } from '../stores/session.ts';
import { useSpeechStore } from '../stores/speech.ts';
import { isLedByKeys } from './led-by-keys.ts';

/** Tells the core which accessibility features a citizen uses; it counts them without the person. */
export const useFeatureCounts = (): void => {
  const session = useSessionStore();
  const appearance = useAppearanceStore();
  const speech = useSpeechStore();
  const keys = ref(false);
  const otherLanguage = ref(false);

  const used = (): readonly AccessibilityFeature[] => [
    ...(appearance.scale > 1 ? (['large_text'] as const) : []),
    ...(appearance.theme === 'light' ? [] : [appearance.theme]),
    ...(speech.on ? (['speech'] as const) : []),
    ...(appearance.lowered ? (['low_reach'] as const) : []),
    ...(keys.value ? (['keyboard'] as const) : []),
    ...(appearance.still ? (['still'] as const) : []),
    ...(appearance.steady ? (['steady'] as const) : []),
    ...(otherLanguage.value ? (['language'] as const) : []),
  ];
  /** What this session's core knows already. */
  let told = new Set<AccessibilityFeature>();
  const tell = (): void => {
    if (!session.active) return;
    for (const feature of used()) {
      if (told.has(feature)) continue;
      told.add(feature);
      void session.usedFeature(feature);
    }
  };

  const forget = (): void => {
    told = new Set();
    keys.value = false;
    otherLanguage.value = false;
  };
  watch(
    () => session.language,
    () => {
      if (session.active) otherLanguage.value = true;
    },
    { flush: 'sync' },
  );
  // What was switched on before the session, on the first screen, is told when it begins.
  watch(
    () => session.active,
    (active) => (active ? tell() : forget()),
  );
  watch(used, tell);

  const led = isLedByKeys();
  const onKey = (event: KeyboardEvent): void => {
    if (session.active && led(event.key, event.timeStamp)) keys.value = true;
  };
  onMounted(() => window.addEventListener('keydown', onKey, { capture: true }));
  onBeforeUnmount(() => window.removeEventListener('keydown', onKey, { capture: true }));
};
