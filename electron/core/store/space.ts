import type { Log } from '../ports.ts';
import type { Reserve } from './reserve.ts';
import type { Segment, SegmentSupply } from './segment-supply.ts';
import { isFull } from './whole-file.ts';

/** Room on the disk: who may use the last of it, and when there is some again. */
export interface Space {
  /** A segment for what was accepted; gives up the reserve rather than break a promise. */
  take(bytes: number): Promise<Segment>;
  /** True: new submissions are refused, what is left is for receipts, staff and tidying up. */
  isFull(): boolean;
  /** Runs `work`, which needs room for a while; once more with the reserve given up. */
  withReserve<T>(work: () => Promise<T>): Promise<T>;
  /** Makes reserve and next segment ahead, if there is room; then new submissions are taken again. */
  restore(): Promise<void>;
}

export const createSpace = (supply: SegmentSupply, reserve: Reserve, log: Log): Space => {
  let full = false;
  let restoring: Promise<void> | undefined;

  const become = (next: boolean): void => {
    if (full !== next) log.warn(next ? 'store.disk_full' : 'store.disk_has_room');
    full = next;
  };
  const withReserve = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      if (!isFull(error)) throw error;
      become(true);
      if (!(await reserve.release())) throw error;
      return await work();
    }
  };

  const restore = async (): Promise<void> => {
    try {
      await reserve.ensure();
      await supply.prepare();
      become(false);
    } catch (error) {
      if (!isFull(error)) throw error;
      become(true);
    }
  };

  return {
    take: (bytes) => withReserve(() => supply.take(bytes)),
    isFull: () => full,
    withReserve,
    restore: () => {
      restoring ??= restore().finally(() => {
        restoring = undefined;
      });
      return restoring;
    },
  };
};
