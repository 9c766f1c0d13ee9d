/** Lets a held request wait until another one has passed. */
export interface Passage {
  announce(): void;
  /** Resolves at the next announcement, or after so many milliseconds. */
  next(ms: number): Promise<void>;
}

export const createPassage = (): Passage => {
  const waiting = new Set<() => void>();
  return {
    announce: () => {
      for (const wake of [...waiting]) wake();
    },
    next: (ms) =>
      new Promise((resolve) => {
        const wake = (): void => {
          clearTimeout(timer);
          waiting.delete(wake);
          resolve();
        };
        const timer = setTimeout(wake, ms);
        waiting.add(wake);
      }),
  };
};
