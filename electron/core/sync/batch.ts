import { type BatchItem, LIMITS, PROTOCOL_VERSION } from '../../../contract/sync-protocol.ts';
import type { BatchRecord } from '../store/records.ts';

/** JSON of everything in a batch but its items: measured 230, with room for long numbers. */
const ENVELOPE_BYTES = 400;
/** JSON of an item but its seal: measured 110. */
const ITEM_BYTES = 160;

/**
 * The payload of a batch. Field order is fixed and every value comes from durable records, so that
 * it is the same to the byte each time it is made.
 */
export const batchPayload = (
  kiosk: string,
  { seq, prev, sentAt }: Pick<BatchRecord, 'seq' | 'prev' | 'sentAt'>,
  items: readonly BatchItem[],
): string =>
  JSON.stringify({
    v: PROTOCOL_VERSION,
    kiosk,
    seq,
    prev,
    sentAt,
    items: items.map(({ id, kind, savedAt, sealed }) => ({ id, kind, savedAt, sealed })),
  });

/** How many of the first items fit into one batch of `most` bytes; at least one, so that a giant is refused by name. */
export const countThatFits = (
  sealedBytes: Iterable<number>,
  most: number = LIMITS.batchBytes,
): number => {
  let total = ENVELOPE_BYTES;
  let count = 0;
  for (const bytes of sealedBytes) {
    total += bytes + ITEM_BYTES;
    if (count > 0 && (total > most || count >= LIMITS.batchItems)) break;
    count += 1;
  }
  return count;
};
