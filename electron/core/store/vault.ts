import { createCipheriv, createDecipheriv, createSecretKey } from 'node:crypto';
import type { Random } from '../ports.ts';

const ALGORITHM = 'aes-256-gcm';
const NONCE_BYTES = 12;
/** Always the full tag: Node accepts shorter ones when it is not told. */
const TAG_BYTES = 16;
const OPTIONS = { authTagLength: TAG_BYTES };

/** Bytes by which a sealed text is longer than the plain one. */
export const SEAL_BYTES = NONCE_BYTES + TAG_BYTES;

/** Nonces that are drawn at a time: asking the system for each costs more than sealing a small text. */
const NONCES_AT_ONCE = 256;

const createNonces = (random: Random): (() => Uint8Array) => {
  let pool: Uint8Array = new Uint8Array(0);
  return () => {
    if (pool.length === 0) pool = random.bytes(NONCE_BYTES * NONCES_AT_ONCE);
    const nonce = pool.subarray(0, NONCE_BYTES);
    pool = pool.subarray(NONCE_BYTES);
    return nonce;
  };
};

/** Authenticated encryption of what is on disk. `context` names the only place where it may stand. */
export interface Vault {
  seal(context: string, plain: Uint8Array): Buffer;
  /** The same in pieces, for whoever puts more around them. */
  sealInPieces(context: string, plain: Uint8Array): readonly Uint8Array[];
  /** Undefined when it was not sealed by this vault for this context, or was changed since. */
  open(context: string, sealed: Uint8Array): Buffer | undefined;
}

/**
 * AES-256-GCM with a random nonce for each text (2^32 texts a key at most, NIST SP 800-38D 8.3).
 * `keys` begins with the one that seals; the others, from before a rotation, only open.
 */
export const createVault = (keys: readonly Uint8Array[], random: Random): Vault => {
  const secrets = keys.map((key) => createSecretKey(key));
  const nextNonce = createNonces(random);
  const [current] = secrets;
  if (!current) throw new Error('a vault needs a key');

  const openWith = (key: typeof current, context: string, sealed: Uint8Array): Buffer => {
    const nonce = sealed.subarray(0, NONCE_BYTES);
    const decipher = createDecipheriv(ALGORITHM, key, nonce, OPTIONS);
    decipher.setAAD(Buffer.from(context));
    decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
    const plain = decipher.update(sealed.subarray(NONCE_BYTES, sealed.length - TAG_BYTES));
    decipher.final();
    return plain;
  };

  const sealInPieces = (context: string, plain: Uint8Array): readonly Uint8Array[] => {
    const nonce = nextNonce();
    const cipher = createCipheriv(ALGORITHM, current, nonce, OPTIONS);
    cipher.setAAD(Buffer.from(context));
    const sealed = cipher.update(plain);
    cipher.final();
    return [nonce, sealed, cipher.getAuthTag()];
  };

  return {
    seal: (context, plain) => Buffer.concat(sealInPieces(context, plain)),
    sealInPieces,
    open: (context, sealed) => {
      if (sealed.length < SEAL_BYTES) return undefined;
      for (const key of secrets) {
        try {
          return openWith(key, context, sealed);
        } catch (error) {
          // A wrong tag is how a wrong key or a changed text shows; only a bug says anything else.
          if (!(error instanceof Error) || !/authenticate/.test(error.message)) throw error;
        }
      }
      return undefined;
    },
  };
};

/** Where a line of the journal may stand. */
export const lineContext = (journal: string, seq: number, durable: number): string =>
  `asan-journal/1|${journal}|${seq}|${durable}`;

/** Where a line of a snapshot may stand. */
export const snapshotContext = (journal: string, snapshot: number, line: number): string =>
  `asan-snapshot/1|${journal}|${snapshot}|${line}`;
