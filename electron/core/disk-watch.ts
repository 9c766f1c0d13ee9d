import type { Cancel, Clock, Files, Log } from './ports.ts';

/** Free space where the kiosk keeps everything, looked at now and then. */
export interface DiskWatch {
  /** Bytes; undefined while nobody knows. */
  freeBytes(): number | undefined;
  /** Less is free than the configuration wants: time for somebody to make room. */
  isLow(): boolean;
  stop(): void;
}

export interface DiskWatchOptions {
  readonly files: Pick<Files, 'freeBytes'>;
  readonly clock: Pick<Clock, 'schedule'>;
  readonly log: Log;
  readonly folder: string;
  readonly leastFreeBytes: number;
}

const EVERY = 60_000;

export const createDiskWatch = (options: DiskWatchOptions): DiskWatch => {
  const { files, clock, log, folder, leastFreeBytes } = options;
  let free: number | undefined;
  let stopped = false;
  let cancel: Cancel = () => undefined;

  const isLow = (): boolean => free !== undefined && free < leastFreeBytes;
  const look = async (): Promise<void> => {
    const wasLow = isLow();
    // A disk that does not answer is the store's alarm, not this one's.
    free = await files.freeBytes(folder).catch(() => undefined);
    if (stopped) return;
    if (isLow() && !wasLow)
      log.warn('disk.low', { freeMegabytes: Math.floor((free ?? 0) / 2 ** 20) });
    cancel = clock.schedule(EVERY, () => void look());
  };
  void look();

  return {
    freeBytes: () => free,
    isLow,
    stop: () => {
      stopped = true;
      cancel();
    },
  };
};
