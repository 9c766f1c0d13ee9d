import { LIMITS } from '../../../contract/sync-protocol.ts';

/**
 * Bytes of the next batch, by how fast the line is: on a slow one a large batch is cut off before it
 * is through, and then all of it is sent again.
 */
export interface BatchSize {
  bytes(): number;
  /** So many bytes had their answer after so many milliseconds. */
  took(bytes: number, milliseconds: number): void;
  /** No answer came: nothing is known of the line any more. */
  lost(): void;
}

/** Within about so many milliseconds a batch is to be answered: less than any request may take. */
const GOAL = 20_000;
/** Little enough for any line. What it takes tells how much the next one may bring. */
const FIRST = 16_000;

export const createBatchSize = (): BatchSize => {
  let bytes: number = FIRST;
  return {
    bytes: () => bytes,
    took: (sent, milliseconds) => {
      bytes = Math.min(LIMITS.batchBytes, Math.floor((sent / Math.max(1, milliseconds)) * GOAL));
    },
    lost: () => {
      bytes = Math.min(bytes, FIRST);
    },
  };
};
