import type { Random } from '../../../electron/core/ports.ts';

/** Chance that repeats: a failing run is run again by its seed. Never for keys that protect anything. */
export interface SeededRandom extends Random {
  /** A whole number in [0, below). */
  below(below: number): number;
  pick<T>(choices: readonly T[]): T;
  shuffle<T>(items: readonly T[]): T[];
}

/** Steele, Lea, Flood: "Fast splittable pseudorandom number generators" (SplitMix), cut to 32 bits. */
const createStep = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  };
};

export const createSeededRandom = (seed: number): SeededRandom => {
  const step = createStep(seed);
  const fraction = (): number => step() / 2 ** 32;
  const below = (limit: number): number => Math.floor(fraction() * limit);
  return {
    fraction,
    below,
    bytes: (length) => Uint8Array.from({ length }, () => step() & 0xff),
    pick: (choices) => {
      if (choices.length === 0) throw new RangeError('nothing to pick from');
      return choices[below(choices.length)]!;
    },
    shuffle: (items) => {
      const shuffled = [...items];
      for (let last = shuffled.length - 1; last > 0; last -= 1) {
        const other = below(last + 1);
        [shuffled[last], shuffled[other]] = [shuffled[other]!, shuffled[last]!];
      }
      return shuffled;
    },
  };
};
