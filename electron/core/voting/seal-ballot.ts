import { CompactEncrypt } from 'jose';
import type { PublicJwk } from '../../../contract/sync-protocol.ts';
import { BALLOT_BYTES, BALLOT_TYPE, type BallotContent } from '../../../contract/voting/ballot.ts';

const SPACE = 0x20;

/** Seals a ballot to the survey's ballot box. Every result has the same length, whatever was chosen. */
export const sealBallot = (content: BallotContent, box: PublicJwk): Promise<string> => {
  const json = new TextEncoder().encode(JSON.stringify(content));
  if (json.length > BALLOT_BYTES) throw new Error('a ballot is longer than its fixed size');
  const filled = new Uint8Array(BALLOT_BYTES).fill(SPACE);
  filled.set(json);
  return new CompactEncrypt(filled)
    .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM', typ: BALLOT_TYPE, kid: box.kid })
    .encrypt({ ...box });
};
