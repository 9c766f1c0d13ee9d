import type { Random } from '../ports.ts';

/** 16 random bytes in base64url: ties an answer to its question. */
export const newNonce = (random: Random): string =>
  Buffer.from(random.bytes(16)).toString('base64url');
