/** Whole numbers as big-endian bytes (RFC 8017, 4.1 and 4.2), and the two sums that blinding needs. */

export const toNumber = (bytes: Uint8Array): bigint =>
  bytes.length === 0 ? 0n : BigInt(`0x${Buffer.from(bytes).toString('hex')}`);

/** Throws when the number needs more bytes. */
export const toBytes = (number: bigint, length: number): Buffer => {
  const hex = number.toString(16).padStart(length * 2, '0');
  if (hex.length > length * 2) throw new Error('the number is too large');
  return Buffer.from(hex, 'hex');
};

/** The inverse of `value` modulo `modulus`, or undefined when they have a common divisor. */
export const inverseModulo = (value: bigint, modulus: bigint): bigint | undefined => {
  let [rest, next] = [modulus, value % modulus];
  let [coefficient, following] = [0n, 1n];
  while (next !== 0n) {
    const quotient = rest / next;
    [rest, next] = [next, rest - quotient * next];
    [coefficient, following] = [following, coefficient - quotient * following];
  }
  if (rest !== 1n) return undefined;
  return coefficient < 0n ? coefficient + modulus : coefficient;
};
