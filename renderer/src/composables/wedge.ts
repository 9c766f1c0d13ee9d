/**
 * A card reader that types: its keys come faster than any hand's. Collects them and tells the whole
 * once it is silent.
 */
export interface Wedge {
  /** True when a key at this moment would begin anew: whatever comes next stands by itself. */
  begins(at: number): boolean;
  /**
   * True when the key must not reach the page: the Enter between two lines of a card, which would
   * send the form. Letters pass, so that nothing is lost when it was a hand or a short code.
   */
  press(key: string, at: number): boolean;
  /** What was read, once `at` is long enough after the last key. */
  settle(at: number): string | undefined;
}

/** Milliseconds between two keys of a reader at most; a practised hand takes twice as long. */
export const FAST = 35;
/** Characters in a row after which an Enter ends a line of a card; the shortest line has 30 (ICAO 9303). */
const LINE = 25;
const SILENCE = 150;
const SHORTEST = 60;

export const createWedge = (): Wedge => {
  let text = '';
  let last = -Infinity;
  return {
    begins: (at) => at - last > FAST,
    press: (key, at) => {
      if (at - last > FAST) text = '';
      last = at;
      const endsLine = key === 'Enter' && text.length >= LINE;
      if (endsLine) text += '\n';
      else if ([...key].length === 1) text += key;
      return endsLine;
    },
    settle: (at) => {
      if (at - last < SILENCE) return undefined;
      const read = text;
      text = '';
      return read.length >= SHORTEST ? read : undefined;
    },
  };
};
