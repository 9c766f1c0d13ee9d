import type { SyncOptions } from '../../../electron/core/sync/create-sync.ts';

/** For tests of the exchange alone: nobody of the staff does anything there. */
export const NO_STAFF: Pick<SyncOptions, 'audit' | 'keepSentDays'> = {
  audit: { head: () => undefined, heardAnchor: () => Promise.resolve() },
  keepSentDays: () => 30,
};
