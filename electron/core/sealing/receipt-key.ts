import { scrypt } from 'node:crypto';
import { CASE_KEY_DERIVATION } from '../../../contract/case-key.ts';

/** What reference and code of a receipt give: the key that opens the case, and the name under which it is kept. */
export interface CaseAccess {
  /** 32 bytes, for A256GCM. */
  readonly key: Uint8Array;
  /** 16 bytes in base64url. */
  readonly lookupId: string;
}

const { saltPrefix, cost, blockSize, parallelization, length } = CASE_KEY_DERIVATION;
/** scrypt needs 128 * N * r bytes (RFC 7914); Node's own limit is just below that. */
const MAX_MEMORY = 2 * 128 * cost * blockSize;
const KEY_LENGTH = 32;
const DRAFT_SALT_PREFIX = 'asan-draft/1|';

/** Takes about 0.1 s and 32 MB on purpose: a code must not be guessable from a stolen disk. Both as `parseReceiptCode` writes them. */
export const deriveCaseAccess = (reference: string, code: string): Promise<CaseAccess> =>
  derive(saltPrefix + reference, code);

/** The same for an application that was put aside; a slip never opens a case, nor a receipt a draft. */
export const deriveDraftAccess = (number: string, code: string): Promise<CaseAccess> =>
  derive(DRAFT_SALT_PREFIX + number, code);

const derive = async (salt: string, code: string): Promise<CaseAccess> => {
  const derived = await new Promise<Buffer>((resolve, reject) => {
    scrypt(
      code,
      salt,
      length,
      { N: cost, r: blockSize, p: parallelization, maxmem: MAX_MEMORY },
      (error, bytes) => (error ? reject(error) : resolve(bytes)),
    );
  });
  return {
    key: new Uint8Array(derived.subarray(0, KEY_LENGTH)),
    lookupId: derived.subarray(KEY_LENGTH).toString('base64url'),
  };
};
