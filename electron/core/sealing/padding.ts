import { PADDING_BUCKETS } from '../../../contract/sync-protocol.ts';

const LARGEST = Math.max(...PADDING_BUCKETS);

const paddedLength = (length: number): number =>
  PADDING_BUCKETS.find((bucket) => length <= bucket) ?? Math.ceil(length / LARGEST) * LARGEST;

const SPACE = 0x20;

/** UTF-8 of the JSON, filled with spaces to one of a few sizes so that the length tells little. */
export const paddedJson = (value: unknown): Uint8Array => {
  const bytes = new TextEncoder().encode(JSON.stringify(value));
  const padded = new Uint8Array(paddedLength(bytes.length)).fill(SPACE);
  padded.set(bytes);
  return padded;
};
