/** Keys that move through a screen. Readers of cards type letters, and may end with Enter or one Tab. */
const MOVES: ReadonlySet<string> = new Set([
  'Tab',
  'ArrowUp',
  'ArrowDown',
  'ArrowLeft',
  'ArrowRight',
]);
/** A reader's keys follow one another faster than any hand's. Milliseconds. */
const FAST = 35;

/** Tells for each key, with its time, whether a person leads the screen by keys: at the second move by hand. */
export const isLedByKeys = (): ((key: string, at: number) => boolean) => {
  let last = -Infinity;
  let moves = 0;
  return (key, at) => {
    const byHand = at - last > FAST;
    last = at;
    if (!byHand) moves = 0;
    else if (MOVES.has(key)) moves += 1;
    return moves >= 2;
  };
};
