import { constants, createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';
import type { Ballot } from '../../../contract/voting/ballot.ts';
import type { VoteKey } from '../../../contract/voting/manifest.ts';
import { tokenMessage } from '../../../contract/voting/token.ts';

const SALT_BYTES = 48;

/** What the registrar signed without seeing it: names this very ballot. */
export const messageOf = ({ rnd, surveyId, kid, sealed }: Ballot): Uint8Array =>
  tokenMessage({
    rnd: Buffer.from(rnd, 'base64url'),
    surveyId,
    kid,
    sealedDigest: createHash('sha256').update(sealed).digest(),
  });

export const importVoteKey = ({ spki }: VoteKey): KeyObject =>
  createPublicKey({ key: Buffer.from(spki, 'base64url'), format: 'der', type: 'spki' });

/** RSASSA-PSS with SHA-384, as RFC 9474 leaves it after finalisation. */
export const isToken = (message: Uint8Array, sig: string, key: KeyObject): boolean =>
  verify(
    'sha384',
    message,
    { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: SALT_BYTES },
    Buffer.from(sig, 'base64url'),
  );
