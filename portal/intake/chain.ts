import type { Batch } from '../../contract/sync-protocol.ts';

export interface ChainLink {
  readonly seq: number;
  readonly digest: string;
}

/**
 * `next`: to be taken. `again`: a batch that was taken before. `early`: an earlier one is still on
 * its way. `conflict`: the kiosk's story differs from ours, because it is an old disk image or
 * there are two devices with one identity.
 */
export type ChainPlace = 'next' | 'again' | 'early' | 'conflict';

/** Where a batch stands. `last` is the last one taken, `sameSeq` the one taken with this number, if any. */
export const placeInChain = (
  batch: Pick<Batch, 'seq' | 'prev'>,
  digest: string,
  last: ChainLink,
  sameSeq: ChainLink | undefined,
): ChainPlace => {
  if (batch.seq > last.seq + 1) return 'early';
  if (batch.seq === last.seq + 1) return batch.prev === last.digest ? 'next' : 'conflict';
  return sameSeq?.digest === digest ? 'again' : 'conflict';
};
