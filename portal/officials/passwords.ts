import { scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';

/** About 0.1 s and 32 MB a guess. Stored hashes with other parameters are not computed, whatever they ask for. */
const COST = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 } as const satisfies ScryptOptions;
const PREFIX = 'scrypt-15-8-1';
const LENGTH = 32;

const derive = (password: string, salt: Buffer): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, LENGTH, COST, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });

/** `salt` is 16 random bytes. */
export const hashPassword = async (password: string, salt: Uint8Array): Promise<string> => {
  const bytes = Buffer.from(salt);
  const key = await derive(password, bytes);
  return [PREFIX, bytes.toString('base64url'), key.toString('base64url')].join('$');
};

/**
 * Whether the password has this hash. Without a hash (no such official) it takes as long and
 * answers false, so that time does not tell which names exist.
 */
export const isPassword = async (password: string, hash: string | undefined): Promise<boolean> => {
  const [prefix, salt = '', key = ''] = (hash ?? `${PREFIX}$AAAAAAAAAAAAAAAAAAAAAA$`).split('$');
  if (prefix !== PREFIX) return false;
  const expected = Buffer.from(key, 'base64url');
  const actual = await derive(password, Buffer.from(salt, 'base64url'));
  return expected.length === LENGTH && timingSafeEqual(expected, actual);
};
