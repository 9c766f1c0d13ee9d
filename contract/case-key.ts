/**
 * How the receipt opens a case: scrypt(code, salt = "asan-case/1|" + reference, N = 2^15, r = 8, p = 1,
 * 48 bytes); bytes 0-31 are the case key, bytes 32-47 in base64url the lookup id.
 */
export const CASE_KEY_DERIVATION = {
  saltPrefix: 'asan-case/1|',
  cost: 2 ** 15,
  blockSize: 8,
  parallelization: 1,
  length: 48,
} as const;
