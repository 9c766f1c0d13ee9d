import { onBeforeUnmount, onMounted } from 'vue';

/**
 * A scanner that types like a keyboard is faster than any hand: a longer pause begins anew. Slow
 * wireless ones take their time, and a hand has nothing to type outside a field. Milliseconds.
 */
export const LONGEST_PAUSE = 400;
/** No code is shorter; what is, leaves the Enter to the button in focus. */
export const LEAST_CHARACTERS = 6;
const MOST_CHARACTERS = 100;

const isInField = ({ target }: KeyboardEvent): boolean =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;

/** Hands on what a keyboard-wedge scanner types outside any field, at the Enter that ends it. */
export const useScanner = (onScan: (text: string) => void): void => {
  let text = '';
  let last = 0;

  const hear = (event: KeyboardEvent): void => {
    if (isInField(event) || event.ctrlKey || event.altKey || event.metaKey) return;
    // When the key was pressed: a page that is busy hears of it later.
    const now = event.timeStamp;
    if (now - last > LONGEST_PAUSE) text = '';
    last = now;
    if (event.key === 'Enter' && text.length >= LEAST_CHARACTERS) {
      // The button in focus must not be pressed by the scanner.
      event.preventDefault();
      onScan(text);
      text = '';
    } else if (event.key.length === 1) text = (text + event.key).slice(-MOST_CHARACTERS);
  };
  onMounted(() => window.addEventListener('keydown', hear, { capture: true }));
  onBeforeUnmount(() => window.removeEventListener('keydown', hear, { capture: true }));
};
