import { createHash } from 'node:crypto';

/** SHA-384 throughout: hash, mask and salt (RFC 9474, RSABSSA-SHA384-PSS-Randomized). */
const HASH = 'sha384';
const HASH_BYTES = 48;
export const SALT_BYTES = 48;

const hashOf = (...parts: readonly Uint8Array[]): Buffer =>
  parts.reduce((hash, part) => hash.update(part), createHash(HASH)).digest();

/** MGF1 (RFC 8017, B.2.1). */
const maskOf = (seed: Uint8Array, length: number): Buffer => {
  const blocks = Array.from({ length: Math.ceil(length / HASH_BYTES) }, (_, index) => {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(index);
    return hashOf(seed, counter);
  });
  return Buffer.concat(blocks).subarray(0, length);
};

/** EMSA-PSS-ENCODE (RFC 8017, 9.1.1) to `bits` bits. The salt is the caller's: 48 bytes. */
export const encodePss = (message: Uint8Array, bits: number, salt: Uint8Array): Buffer => {
  if (salt.length !== SALT_BYTES) throw new Error('the salt has 48 bytes');
  const length = Math.ceil(bits / 8);
  const digest = hashOf(Buffer.alloc(8), hashOf(message), salt);
  const data = Buffer.alloc(length - HASH_BYTES - 1);
  data.writeUInt8(1, data.length - SALT_BYTES - 1);
  data.set(salt, data.length - SALT_BYTES);
  const mask = maskOf(digest, data.length);
  for (const [index, byte] of mask.entries()) data[index] = (data[index] ?? 0) ^ byte;
  data[0] = (data[0] ?? 0) & (0xff >> (8 * length - bits));
  return Buffer.concat([data, digest, Buffer.of(0xbc)]);
};
