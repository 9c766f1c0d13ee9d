/**
 * A card reader that types: its keys come faster than any hand's. Collects them and tells the whole
 * once it is silent.
 */
export interface Wedge {
  /** True when a key at this moment would begin anew: whatever comes next stands by itself. */
  begins(at: number): boolean;
  /** True when the key belongs to a reader and must not reach the page. */
  press(key: string, at: number): boolean;
  /** What was read, once `at` is long enough after the last key. */
  settle(at: number): string | undefined;
}

/** Milliseconds between two keys of a reader at most; a practised hand takes twice as long. */
const FAST = 35;
/** Characters in a row after which it is a reader for sure. */
const SURE = 6;
const SILENCE = 150;
const SHORTEST = 60;

export const createWedge = (): Wedge => {
  let text = '';
  let last = -Infinity;
  const isReader = (): boolean => text.length >= SURE;
  return {
    begins: (at) => at - last > FAST,
    press: (key, at) => {
      if (at - last > FAST) text = '';
      last = at;
      if (key === 'Enter' && isReader()) text += '\n';
      else if ([...key].length === 1) text += key;
      else return false;
      return isReader();
    },
    settle: (at) => {
      if (at - last < SILENCE) return undefined;
      const read = text;
      text = '';
      return read.length >= SHORTEST ? read : undefined;
    },
  };
};
