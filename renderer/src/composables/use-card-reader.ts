import { onBeforeUnmount, onMounted } from 'vue';
import { createWedge } from './wedge.ts';

type Field = HTMLInputElement | HTMLTextAreaElement;
const isField = (target: EventTarget | null): target is Field =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;

/** Milliseconds between two looks whether a reader has fallen silent. */
const LOOK = 100;

/**
 * Hands on what a card reader types, wherever the focus is. Its keys reach the field in focus, because
 * only the whole tells a card from a quick hand: the field gets back what stood in it before.
 */
export const useCardReader = (onRead: (text: string) => void): void => {
  const wedge = createWedge();
  let timer: number | undefined;
  /** Milliseconds by which this page, when it is busy, hears of a key after it was pressed. */
  let lag = 0;
  let before: { readonly field: Field; readonly value: string } | undefined;

  const onKey = (event: KeyboardEvent): void => {
    if (!event.isTrusted) return;
    lag = performance.now() - event.timeStamp;
    const { target } = event;
    if (wedge.begins(event.timeStamp))
      before = isField(target) ? { field: target, value: target.value } : undefined;
    if (!wedge.press(event.key, event.timeStamp)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const giveBack = (): void => {
    if (before === undefined) return;
    before.field.value = before.value;
    before.field.dispatchEvent(new Event('input', { bubbles: true }));
    before = undefined;
  };
  onMounted(() => {
    window.addEventListener('keydown', onKey, { capture: true });
    timer = window.setInterval(() => {
      const text = wedge.settle(performance.now() - lag);
      if (text === undefined) return;
      giveBack();
      onRead(text);
    }, LOOK);
  });
  onBeforeUnmount(() => {
    window.removeEventListener('keydown', onKey, { capture: true });
    window.clearInterval(timer);
  });
};
