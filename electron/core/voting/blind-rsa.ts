import { constants, createPublicKey, type KeyObject, publicEncrypt, verify } from 'node:crypto';
import type { Random } from '../ports.ts';
import { inverseModulo, toBytes, toNumber } from './big-numbers.ts';
import { encodePss, SALT_BYTES } from './pss.ts';

/**
 * The voter's side of RFC 9474 (RSABSSA-SHA384-PSS): blind, finalise, verify. Exponentiation and
 * verification are OpenSSL's, the rest is arithmetic on bigints: measured forty times faster than
 * the library that the tests compare it with. Times depend on secrets only on this device, where
 * whoever can measure them can also read them.
 */

/** A key to ask blind signatures of. */
export interface BlindKey {
  readonly key: KeyObject;
  readonly modulus: bigint;
  readonly bits: number;
  readonly bytes: number;
}

const EXPONENT = 65_537n;

/** The key, or undefined unless it is RSA of exactly `bits` bits with the usual exponent. */
export const readBlindKey = (spki: Uint8Array, bits = 2048): BlindKey | undefined => {
  let key: KeyObject;
  try {
    key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
  } catch {
    return undefined; // OpenSSL names many reasons; all mean that these bytes are no key
  }
  const { modulusLength, publicExponent } = key.asymmetricKeyDetails ?? {};
  if (key.asymmetricKeyType !== 'rsa' || modulusLength !== bits || publicExponent !== EXPONENT)
    return undefined;
  const { n } = key.export({ format: 'jwk' });
  if (n === undefined) return undefined;
  const modulus = toNumber(Buffer.from(n, 'base64url'));
  return { key, modulus, bits, bytes: bits / 8 };
};

export interface Blinded {
  /** What the signer sees: says nothing about the message. */
  readonly blinded: Uint8Array;
  /** Secret until `finalise`: the inverse of the blinding factor. */
  readonly inverse: Uint8Array;
}

/** Uniform in [1, n) that has an inverse. */
const blindingFactor = (
  { modulus, bytes }: BlindKey,
  random: Random,
): { readonly factor: bigint; readonly inverse: bigint } => {
  for (;;) {
    const factor = toNumber(random.bytes(bytes));
    // Rejected, not reduced: a remainder would favour small numbers.
    if (factor === 0n || factor >= modulus) continue;
    const inverse = inverseModulo(factor, modulus);
    if (inverse !== undefined) return { factor, inverse };
  }
};

/** RSAVP1: `value` to the public exponent. */
const raise = ({ key, bytes }: BlindKey, value: bigint): bigint =>
  toNumber(publicEncrypt({ key, padding: constants.RSA_NO_PADDING }, toBytes(value, bytes)));

/** `message` begins with its own 32 random bytes (see contract/voting/token.ts). */
export const blind = (key: BlindKey, message: Uint8Array, random: Random): Blinded => {
  const encoded = toNumber(encodePss(message, key.bits - 1, random.bytes(SALT_BYTES)));
  // A common divisor would be a factor of the key: cannot happen with an honest one.
  if (inverseModulo(encoded, key.modulus) === undefined)
    throw new Error('the key has small factors');
  const { factor, inverse } = blindingFactor(key, random);
  const blinded = (encoded * raise(key, factor)) % key.modulus;
  return { blinded: toBytes(blinded, key.bytes), inverse: toBytes(inverse, key.bytes) };
};

export const verifyToken = (
  { key }: Pick<BlindKey, 'key'>,
  message: Uint8Array,
  signature: Uint8Array,
): boolean =>
  verify(
    'sha384',
    message,
    { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: SALT_BYTES },
    signature,
  );

/** The signature over `message`, or undefined when the signer's answer does not give one. */
export const finalise = (
  key: BlindKey,
  message: Uint8Array,
  blindSignature: Uint8Array,
  inverse: Uint8Array,
): Uint8Array | undefined => {
  if (blindSignature.length !== key.bytes || inverse.length !== key.bytes) return undefined;
  const blindNumber = toNumber(blindSignature);
  if (blindNumber >= key.modulus) return undefined;
  const signature = toBytes((blindNumber * toNumber(inverse)) % key.modulus, key.bytes);
  return verifyToken(key, message, signature) ? signature : undefined;
};
