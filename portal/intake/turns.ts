/**
 * Kiosks keep two batches in flight, and the second may overtake the first on the way. Instead of
 * sending it back, the portal holds it for a moment until the first was taken here.
 */
export interface Turns {
  /** Resolves when a batch of this kiosk was taken by this instance, or after the time limit. */
  wait(kiosk: string, limitMs: number): Promise<void>;
  announce(kiosk: string): void;
}

export const createTurns = (): Turns => {
  const waiting = new Map<string, Set<() => void>>();

  const leave = (kiosk: string, wake: () => void): void => {
    const others = waiting.get(kiosk);
    others?.delete(wake);
    if (others?.size === 0) waiting.delete(kiosk);
  };

  return {
    wait: (kiosk, limitMs) =>
      new Promise((resolve) => {
        const wake = (): void => {
          clearTimeout(timer);
          leave(kiosk, wake);
          resolve();
        };
        const timer = setTimeout(wake, limitMs);
        waiting.set(kiosk, (waiting.get(kiosk) ?? new Set()).add(wake));
      }),
    announce: (kiosk) => [...(waiting.get(kiosk) ?? [])].forEach((wake) => wake()),
  };
};
