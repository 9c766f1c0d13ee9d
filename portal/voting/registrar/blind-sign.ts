import { constants, type KeyObject, privateDecrypt, publicEncrypt } from 'node:crypto';

/**
 * The signer's side of RFC 9474: the private operation on a number that says nothing. OpenSSL does
 * it, blinded against timing; thousands of times faster than the library's own signer, which
 * is not constant-time either.
 */
export interface BlindSigner {
  /** Undefined for what is no number to sign: another length, 0, 1, n - 1, or n and above. */
  sign(blinded: Uint8Array): Uint8Array | undefined;
}

const isTrivial = (number: bigint, modulus: bigint): boolean =>
  number <= 1n || number >= modulus - 1n;

const toNumber = (bytes: Uint8Array): bigint => BigInt(`0x${Buffer.from(bytes).toString('hex')}`);

/** `key` is an RSA private key. */
export const createBlindSigner = (key: KeyObject): BlindSigner => {
  const { n } = key.export({ format: 'jwk' });
  if (n === undefined) throw new Error('an RSA key was expected');
  const modulusBytes = Buffer.from(n, 'base64url');
  const modulus = toNumber(modulusBytes);
  const raw = { key, padding: constants.RSA_NO_PADDING };
  return {
    sign: (blinded) => {
      if (blinded.length !== modulusBytes.length) return undefined;
      if (isTrivial(toNumber(blinded), modulus)) return undefined;
      const signature = privateDecrypt(raw, blinded);
      // A fault in the computation would give the key away (RFC 9474, 4.3).
      if (!publicEncrypt(raw, signature).equals(blinded)) throw new Error('signing went wrong');
      return signature;
    },
  };
};
