import { onBeforeUnmount, ref, type Ref } from 'vue';

/** Hands on every key while somebody tries a device that types; none of them reaches the page. Escape ends it. */
export const useAllKeys = (
  onKey: (event: KeyboardEvent) => void,
): { readonly listening: Ref<boolean>; readonly listen: () => void; readonly stop: () => void } => {
  const listening = ref(false);

  const hear = (event: KeyboardEvent): void => {
    event.preventDefault();
    event.stopImmediatePropagation();
    if (event.key === 'Escape') stop();
    else if (!event.repeat) onKey(event);
  };
  const stop = (): void => {
    listening.value = false;
    window.removeEventListener('keydown', hear, { capture: true });
  };
  const listen = (): void => {
    stop();
    listening.value = true;
    window.addEventListener('keydown', hear, { capture: true });
  };
  onBeforeUnmount(stop);
  return { listening, listen, stop };
};
