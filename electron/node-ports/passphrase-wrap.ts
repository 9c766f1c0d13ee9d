import { randomBytes, scrypt, type ScryptOptions } from 'node:crypto';
import type { KeyWrap } from '../core/ports.ts';
import { openKey, sealKey } from './sealed-key.ts';

export const PASSPHRASE_KIND = 'passphrase';
const SALT_BYTES = 16;
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
  kind: PASSPHRASE_KIND,
  wrap: async (key) => {
    const salt = randomBytes(SALT_BYTES);
    return Buffer.concat([salt, sealKey(await derive(passphrase, salt), key, CONTEXT)]);
  },
  unwrap: async (wrapped) => {
    const secret = await derive(passphrase, wrapped.subarray(0, SALT_BYTES));
    return openKey(secret, wrapped.subarray(SALT_BYTES), CONTEXT);
  },
});
