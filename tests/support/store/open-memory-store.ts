import {
  openStore,
  type OpenedStore,
  type StoreOptions,
} from '../../../electron/core/store/open-store.ts';
import { createStorePorts } from './store-ports.ts';

export const STORE_FOLDER = '/data/store';

/** Small sizes, so that a few commits already roll segments. */
export const SMALL = {
  segmentBytes: 16 * 1024,
  reserveBytes: 32 * 1024,
  snapshotAfterBytes: 24 * 1024,
  snapshotLineBytes: 1024,
} as const;

/** The real store on a disk in memory: `await openMemoryStore()`; no unit test needs a real disk. */
export const openMemoryStore = (options: Partial<StoreOptions> = {}): Promise<OpenedStore> =>
  openStore({ folder: STORE_FOLDER, ports: createStorePorts(), settings: SMALL, ...options });
