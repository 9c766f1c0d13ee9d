import { asciiBytes } from './ascii.ts';

/** SHA-256; given by the caller, because this folder knows neither Node nor a browser. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array;

const joined = (...parts: readonly Uint8Array[]): Uint8Array => {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
};

/** Leaves and nodes are told apart (RFC 9162, 2.1.1): no list can be passed off as another. */
const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

const hashOf = (leaves: readonly Uint8Array[], sha256: Sha256): Uint8Array => {
  const [only] = leaves;
  if (only === undefined) return sha256(new Uint8Array());
  if (leaves.length === 1) return only;
  const split = 2 ** (Math.ceil(Math.log2(leaves.length)) - 1);
  return sha256(
    joined(NODE, hashOf(leaves.slice(0, split), sha256), hashOf(leaves.slice(split), sha256)),
  );
};

/** The Merkle tree hash of the list as it stands (RFC 9162): one value that vouches for all of it. */
export const trackerRoot = (trackers: readonly string[], sha256: Sha256): Uint8Array => {
  const leaves = trackers.map((tracker) => sha256(joined(LEAF, asciiBytes(tracker))));
  return hashOf(leaves, sha256);
};
