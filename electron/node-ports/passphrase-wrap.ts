import {
  createCipheriv,
  createDecipheriv,
  randomBytes,
  scrypt,
  type ScryptOptions,
} from 'node:crypto';
import type { KeyWrap } from '../core/ports.ts';

const ALGORITHM = 'aes-256-gcm';
const SALT_BYTES = 16;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;
const CONTEXT = Buffer.from('asan-passphrase-wrap/1');
/** About 0.6 s; OWASP's floor for scrypt is N=2^17 r=8 p=1 or as much work. Fixed: a cost read from the disk could be made absurd. */
const COST: ScryptOptions = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 1024 * 1024 };

const derive = (passphrase: string, salt: Uint8Array): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(passphrase.normalize('NFC'), salt, KEY_BYTES, COST, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });

/** Protects the data key with a passphrase, which the host reads at each start. */
export const createPassphraseWrap = (passphrase: string): KeyWrap => ({
  kind: 'passphrase',
  wrap: async (key) => {
    const salt = randomBytes(SALT_BYTES);
    const nonce = randomBytes(NONCE_BYTES);
    const secret = await derive(passphrase, salt);
    const cipher = createCipheriv(ALGORITHM, secret, nonce, { authTagLength: TAG_BYTES });
    cipher.setAAD(CONTEXT);
    return Buffer.concat([salt, nonce, cipher.update(key), cipher.final(), cipher.getAuthTag()]);
  },
  unwrap: async (wrapped) => {
    if (wrapped.length < SALT_BYTES + NONCE_BYTES + TAG_BYTES)
      throw new Error('wrapped key is too short');
    const salt = wrapped.subarray(0, SALT_BYTES);
    const nonce = wrapped.subarray(SALT_BYTES, SALT_BYTES + NONCE_BYTES);
    const secret = await derive(passphrase, salt);
    const decipher = createDecipheriv(ALGORITHM, secret, nonce, { authTagLength: TAG_BYTES });
    decipher.setAAD(CONTEXT);
    decipher.setAuthTag(wrapped.subarray(wrapped.length - TAG_BYTES));
    const text = wrapped.subarray(SALT_BYTES + NONCE_BYTES, wrapped.length - TAG_BYTES);
    return Buffer.concat([decipher.update(text), decipher.final()]);
  },
});
