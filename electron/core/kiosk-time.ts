import { bakuDay } from '../../contract/domain/baku-time.ts';
import type { Clock } from './ports.ts';

/** The best time the kiosk knows: the portal's once it was heard, else the device's corrected by what was measured last. */
export interface KioskTime {
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
  /** ISO day in Baku. */
  readonly today: () => string;
  /** Notes the portal's time, taken halfway between two readings of `clock.monotonic()`; answers its lead over the device's clock. */
  heard(serverTime: number, sent: number, received: number): number;
}

export const createKioskTime = (clock: Clock, storedOffset = 0): KioskTime => {
  let anchor: { readonly serverTime: number; readonly monotonic: number } | undefined;
  const now = (): number =>
    Math.round(
      anchor === undefined
        ? clock.now() + storedOffset
        : anchor.serverTime + clock.monotonic() - anchor.monotonic,
    );
  return {
    now,
    today: () => bakuDay(now()),
    heard: (serverTime, sent, received) => {
      anchor = { serverTime, monotonic: (sent + received) / 2 };
      return now() - clock.now();
    },
  };
};
