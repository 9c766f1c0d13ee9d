/** The same memory, seen as a Buffer. */
export const toBuffer = (bytes: Uint8Array): Buffer =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const ZEROS = Buffer.alloc(64 * 1024);

/** A block of zeros of at most 64 KiB; never to be written to. */
export const zeros = (length: number): Buffer => ZEROS.subarray(0, length);

/** Where the first byte that is not zero stands at or after `from`, or the length of `bytes`. */
export const skipZeros = (bytes: Buffer, from: number): number => {
  let at = from;
  while (at < bytes.length) {
    const end = Math.min(at + ZEROS.length, bytes.length);
    if (bytes.compare(ZEROS, 0, end - at, at, end) !== 0) break;
    at = end;
  }
  while (at < bytes.length && bytes[at] === 0) at += 1;
  return at;
};
