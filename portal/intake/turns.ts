/**
 * What makes batches follow one another. Kiosks keep two in flight, and the second may overtake the
 * first on the way: instead of sending it back, the portal holds it for a moment until the first was
 * taken here.
 */
export interface Turns {
  /**
   * Resolves when a batch of this kiosk was taken by this instance, or after the time limit. Undefined
   * where so many of this kiosk wait already that no honest one is among them.
   */
  wait(kiosk: string, limitMs: number): Promise<void> | undefined;
  announce(kiosk: string): void;
  /**
   * Opens a batch when those before it are opened. Were two opened side by side, both would be ready
   * as late as the second, and the database would have nothing to do meanwhile.
   */
  opening<T>(open: () => Promise<T>): Promise<T>;
}

/** Two in flight, and both again after a connection was lost. Each holds up to a megabyte, opened. */
const MOST_WAITING = 4;

export const createTurns = (): Turns => {
  const waiting = new Map<string, Set<() => void>>();
  let last: Promise<unknown> = Promise.resolve();

  const leave = (kiosk: string, wake: () => void): void => {
    const others = waiting.get(kiosk);
    others?.delete(wake);
    if (others?.size === 0) waiting.delete(kiosk);
  };

  return {
    wait: (kiosk, limitMs) => {
      const others = waiting.get(kiosk) ?? new Set();
      if (others.size >= MOST_WAITING) return undefined;
      return new Promise((resolve) => {
        const wake = (): void => {
          clearTimeout(timer);
          leave(kiosk, wake);
          resolve();
        };
        const timer = setTimeout(wake, limitMs);
        waiting.set(kiosk, others.add(wake));
      });
    },
    announce: (kiosk) => [...(waiting.get(kiosk) ?? [])].forEach((wake) => wake()),
    opening: (open) => {
      const opened = last.then(open);
      last = opened.catch(() => undefined);
      return opened;
    },
  };
};
