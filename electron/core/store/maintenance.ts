import type { Cancel, Clock, Log } from '../ports.ts';
import type { Cleaner } from './cleaner.ts';
import type { Image } from './image.ts';
import type { Journal } from './journal.ts';
import type { SnapshotOnDisk } from './recovery.ts';
import type { StoreSettings } from './settings.ts';
import type { Space } from './space.ts';

/** What the store does by itself: snapshots, tidying up, getting well again after the disk failed. */
export interface Maintenance {
  /** After each sync: is a snapshot due? */
  readonly onWritten: () => void;
  /** A write failed: begin a new segment, and make a snapshot of what memory knows. */
  readonly onTrouble: () => void;
  /** Makes the next segment and the reserve. */
  readonly onRolled: () => void;
  /** A snapshot and tidying up now; resolves when both are done. Rejects when the disk does. */
  readonly snapshot: () => Promise<void>;
  /** Begins nothing new but a last snapshot, where that spares the next start much. Never rejects. */
  readonly close: () => Promise<void>;
}

interface MaintenanceOptions {
  readonly clock: Clock;
  readonly log: Log;
  readonly settings: StoreSettings;
  readonly space: Space;
  readonly image: Image;
  readonly journal: () => Journal;
  readonly cleaner: () => Cleaner;
  readonly write: (number: number) => Promise<SnapshotOnDisk>;
  readonly snapshots: readonly SnapshotOnDisk[];
  /** Number of the next snapshot. */
  readonly next: number;
  /** Journal bytes from before the start that no snapshot covers. */
  readonly tailBytes: number;
}

/** Journal bytes for each record after which writing all records anew is worth it: the tail stays shorter than half a snapshot. */
const TAIL_BYTES_PER_RECORD = 32;

/** A store that is closed makes a snapshot after this part of what makes one due while it works. */
const DUE_AT_CLOSE = 1 / 4;

export const createMaintenance = (options: MaintenanceOptions): Maintenance => {
  const { clock, log, settings, space, image } = options;
  const running = new Set<Promise<void>>();
  let { snapshots, next } = options;
  let covered = -options.tailBytes;
  let snapshotting: Promise<void> | undefined;
  let wanted = false;
  let retry: Cancel | undefined;
  let closing = false;

  const inBackground = (event: string, work: () => Promise<void>): void => {
    if (closing) return;
    const task = work()
      .catch((error: unknown) => {
        log.error(event, { reason: String(error) });
        retryLater();
      })
      .finally(() => running.delete(task));
    running.add(task);
  };

  const makeSnapshot = async (): Promise<void> => {
    const startedAt = clock.monotonic();
    const writtenBefore = options.journal().written();
    const number = next;
    next += 1;
    const made = await space.withReserve(() => options.write(number));
    covered = writtenBefore;
    wanted = false;
    // Before tidying, which may fail: otherwise the next one would not know what is there to remove.
    snapshots = [made, ...snapshots];
    snapshots = await options.cleaner().clean(snapshots);
    const took = Math.round(clock.monotonic() - startedAt);
    log.info('store.snapshot', { number, records: image.count(), took });
    // It fitted by giving up the reserve: nobody else may notice when there is room again.
    if (space.isFull()) retryLater();
  };

  const snapshot = (): Promise<void> => {
    snapshotting ??= makeSnapshot().finally(() => {
      snapshotting = undefined;
    });
    return snapshotting;
  };

  const isHealthy = (): boolean => options.journal().isHealthy() && !space.isFull();

  const uncovered = (): number => options.journal().written() - covered;

  /** What cannot be written now costs the next start some time, and nothing else. */
  const spareNextStart = async (): Promise<void> => {
    if (!isHealthy() || uncovered() < settings.snapshotAfterBytes * DUE_AT_CLOSE) return;
    await snapshot().catch((error: unknown) =>
      log.warn('store.snapshot_failed', { reason: String(error) }),
    );
  };

  const getWell = async (): Promise<void> => {
    await options.journal().reopen();
    if (wanted || space.isFull()) await snapshot();
    await space.restore();
    if (!isHealthy()) retryLater();
  };

  const retryLater = (): void => {
    if (closing) return;
    retry ??= clock.schedule(settings.retryAfter, () => {
      retry = undefined;
      inBackground('store.retry_failed', getWell);
    });
  };

  return {
    onWritten: () => {
      const due = Math.max(settings.snapshotAfterBytes, image.count() * TAIL_BYTES_PER_RECORD);
      if (snapshotting || retry || uncovered() < due) return;
      inBackground('store.snapshot_failed', snapshot);
    },
    onTrouble: () => {
      wanted = true;
      retryLater();
    },
    onRolled: () =>
      inBackground('store.prepare_failed', async () => {
        await space.restore();
        if (space.isFull()) retryLater();
      }),
    snapshot,
    close: async () => {
      closing = true;
      retry?.();
      await Promise.all(running);
      await spareNextStart();
    },
  };
};
