/** Recognises a knock at a hidden door: so many times within a time. Never delays or swallows anything. */
export interface Knock {
  /** `now` in milliseconds of a clock that never goes back; true when the door opens. */
  hit(now: number): boolean;
  /** Whether a knock has begun and is still in time. */
  begun(now: number): boolean;
  forget(): void;
}

export const createKnock = (times: number, within: number): Knock => {
  let hits: readonly number[] = [];
  const recent = (now: number): readonly number[] => hits.filter((at) => now - at < within);
  return {
    begun: (now) => recent(now).length > 0,
    hit: (now) => {
      hits = [...recent(now), now];
      if (hits.length < times) return false;
      hits = [];
      return true;
    },
    forget: () => {
      hits = [];
    },
  };
};

/** The same for keys pressed in one order; a wrong key begins anew. Keys by their place (`code`), whatever the layout. */
export const createKeyWord = (codes: readonly string[], within: number) => {
  let typed = 0;
  let since = 0;
  return {
    press: (code: string, now: number): boolean => {
      if (typed > 0 && now - since >= within) typed = 0;
      if (code !== codes[typed]) typed = 0;
      if (code !== codes[typed]) return false;
      if (typed === 0) since = now;
      typed += 1;
      if (typed < codes.length) return false;
      typed = 0;
      return true;
    },
  };
};
