import { asciiBytes } from './ascii.ts';

const DOMAIN = 'asan-vote/1\0';
/** Bytes of the random prefix (RFC 9474, the "Randomized" variants) and of SHA-256. */
const DIGEST_BYTES = 32;

export interface TokenParts {
  /** 32 random bytes. */
  readonly rnd: Uint8Array;
  readonly surveyId: string;
  /** Of the vote key. */
  readonly kid: string;
  /** SHA-256 of the sealed ballot's text. */
  readonly sealedDigest: Uint8Array;
}

/**
 * The message that is signed blind: `rnd ‖ "asan-vote/1\0" surveyId "\0" kid "\0" ‖ SHA-256(sealed)`.
 * Bound to one ballot, one survey and one key: a stolen token is worth nothing for another.
 */
export const tokenMessage = ({ rnd, surveyId, kid, sealedDigest }: TokenParts): Uint8Array => {
  if (rnd.length !== DIGEST_BYTES || sealedDigest.length !== DIGEST_BYTES)
    throw new Error('a token needs 32 bytes of chance and a SHA-256');
  const middle = asciiBytes(`${DOMAIN}${surveyId}\0${kid}\0`);
  const message = new Uint8Array(rnd.length + middle.length + sealedDigest.length);
  message.set(rnd);
  message.set(middle, rnd.length);
  message.set(sealedDigest, rnd.length + middle.length);
  return message;
};
