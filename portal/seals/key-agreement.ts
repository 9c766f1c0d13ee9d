import { createDecipheriv, createECDH, hash } from 'node:crypto';
import { isErrorCode } from '../failure.ts';

/**
 * Opens compact JWEs of the one kind that submissions use: ECDH-ES (direct key agreement, P-256)
 * and A256GCM, without apu and apv (RFC 7518, 4.6 and 5.3). Native and synchronous, because this is
 * done for every submission: through WebCrypto most of the time went into importing the sender's
 * ephemeral key. The header's fields are checked by the caller before.
 */
export interface SealingKey {
  /** The plain text, or undefined when the seal is not whole or not for this key. */
  open(jwe: string, ephemeral: Point): Uint8Array | undefined;
}

/** A point of P-256: 32 bytes each, base64url. */
export interface Point {
  readonly x: string;
  readonly y: string;
}

const ALGORITHM = 'A256GCM';
const IV_BYTES = 12;
const TAG_BYTES = 16;

const decode = (text: string): Buffer => Buffer.from(text, 'base64url');

const uint32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};

/** What the Concat KDF (NIST SP 800-56A) hashes before and after the secret. */
const ROUND = uint32(1);
const OTHER_INFO = Buffer.concat([
  uint32(ALGORITHM.length),
  Buffer.from(ALGORITHM),
  ...[uint32(0), uint32(0), uint32(256)], // apu, apv, bits of the key
]);

/** In one round: 256 bits are what one SHA-256 gives. */
const deriveKey = (secret: Buffer): Buffer =>
  hash('sha256', Buffer.concat([ROUND, secret, OTHER_INFO]), 'buffer');

const decrypt = (parts: readonly string[], key: Buffer): Buffer | undefined => {
  const [header = '', , iv = '', text = '', tag = ''] = parts;
  const [ivBytes, tagBytes] = [decode(iv), decode(tag)];
  if (ivBytes.length !== IV_BYTES || tagBytes.length !== TAG_BYTES) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', key, ivBytes, { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(header, 'ascii')).setAuthTag(tagBytes);
  const plain = decipher.update(decode(text));
  try {
    decipher.final();
    return plain;
  } catch {
    return undefined; // OpenSSL gives one error without a code: the tag does not fit
  }
};

/** `secret` is the private key's `d`, base64url. */
export const createSealingKey = (secret: string): SealingKey => {
  const ecdh = createECDH('prime256v1');
  ecdh.setPrivateKey(decode(secret));

  /** Undefined when the point is not on the curve: such points would give the key away bit by bit. */
  const agree = ({ x, y }: Point): Buffer | undefined => {
    try {
      return ecdh.computeSecret(Buffer.concat([Buffer.of(4), decode(x), decode(y)]));
    } catch (error) {
      if (isErrorCode(error, 'ERR_CRYPTO_ECDH_INVALID_PUBLIC_KEY')) return undefined;
      throw error;
    }
  };

  return {
    open: (jwe, ephemeral) => {
      const parts = jwe.split('.');
      if (parts.length !== 5 || parts[1] !== '') return undefined; // direct agreement has no wrapped key
      const shared = agree(ephemeral);
      return shared === undefined ? undefined : decrypt(parts, deriveKey(shared));
    },
  };
};
