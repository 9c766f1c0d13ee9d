import { onBeforeUnmount, onMounted } from 'vue';
import { useAppearanceStore } from '../stores/appearance.ts';

/** Milliseconds within which the same key or button again is a slip (EN 301 549, 5.8). */
const AGAIN_AFTER = 500;
/** Keys that people hold down on purpose. */
const MAY_REPEAT = /^(Arrow|Page|Backspace$|Delete$|Tab$)/;

/** Held keys write once; and for a hand that trembles a second strike on the same thing does not count. */
export const useSteadyHand = (): void => {
  const appearance = useAppearanceStore();
  let last: { readonly what: unknown; readonly at: number } | undefined;

  const isSlip = (what: unknown): boolean => {
    const at = performance.now();
    const again = last !== undefined && last.what === what && at - last.at < AGAIN_AFTER;
    const slip = appearance.steady && again;
    last = { what, at };
    return slip;
  };
  const stop = (event: Event): void => {
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  const onKey = (event: KeyboardEvent): void => {
    const held = event.repeat && (appearance.steady || !MAY_REPEAT.test(event.key));
    if (held || isSlip(event.key)) stop(event);
  };
  const onClick = (event: MouseEvent): void => {
    const { target } = event;
    const button = target instanceof Element ? target.closest('button') : null;
    if (button !== null && isSlip(button)) stop(event);
  };

  onMounted(() => {
    window.addEventListener('keydown', onKey, { capture: true });
    window.addEventListener('click', onClick, { capture: true });
  });
  onBeforeUnmount(() => {
    window.removeEventListener('keydown', onKey, { capture: true });
    window.removeEventListener('click', onClick, { capture: true });
  });
};
