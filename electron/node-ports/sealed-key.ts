import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const ALGORITHM = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const OPTIONS = { authTagLength: TAG_BYTES };

/** Seals a key with a secret of 32 bytes: nonce, text and tag of AES-256-GCM. `context` says what for. */
export const sealKey = (secret: Uint8Array, key: Uint8Array, context: Uint8Array): Uint8Array => {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, secret, nonce, OPTIONS);
  cipher.setAAD(context);
  return Buffer.concat([nonce, cipher.update(key), cipher.final(), cipher.getAuthTag()]);
};

/** The key again; throws when it was sealed with another secret, for something else, or changed since. */
export const openKey = (
  secret: Uint8Array,
  sealed: Uint8Array,
  context: Uint8Array,
): Uint8Array => {
  if (sealed.length < NONCE_BYTES + TAG_BYTES) throw new Error('wrapped key is too short');
  const decipher = createDecipheriv(ALGORITHM, secret, sealed.subarray(0, NONCE_BYTES), OPTIONS);
  decipher.setAAD(context);
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
  const text = sealed.subarray(NONCE_BYTES, sealed.length - TAG_BYTES);
  return Buffer.concat([decipher.update(text), decipher.final()]);
};
