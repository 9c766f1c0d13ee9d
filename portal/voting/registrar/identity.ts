import type { SurveyManifest } from '../../../contract/voting/manifest.ts';
import type { VoteRefusal, VoteRequest } from '../../../contract/voting/registrar.ts';
import type { Arrival } from './registrar.ts';

/** What is known of a proof of sign-in; `later` while nobody can say. */
export type ProofState = 'proved' | 'not_proved' | 'later';

/** Whether a proof was good and about this person at a moment, in milliseconds since the Unix epoch. */
export type ProofCheck = (proof: string, fin: string, at: number) => Promise<ProofState>;

/** When the vote was cast, as far as that can be believed: while the survey ran, and not after just now. */
const castWithin = ({ times }: SurveyManifest, { castAt, now }: Arrival): number =>
  Math.max(times.opens, Math.min(castAt, now));

/** Asks about the proof of a request. `manifest` is of its survey; undefined where there is none (yet). */
export const stateOfProof = async (
  checkProof: ProofCheck,
  manifest: SurveyManifest | undefined,
  { proof, fin }: VoteRequest,
  arrival: Arrival,
): Promise<ProofState> => {
  if (proof === undefined) return 'not_proved';
  // A kiosk without a network sends it days later: old is what was old when the vote was cast.
  return manifest === undefined ? 'later' : checkProof(proof, fin, castWithin(manifest, arrival));
};

/** Why the level of identity that the survey asks for was not reached; undefined when it was. */
export const identityFault = (
  manifest: SurveyManifest,
  request: VoteRequest,
  proof: ProofState,
): VoteRefusal | 'later' | undefined => {
  if (request.class === 'verified') {
    if (proof === 'later') return 'later';
    return proof === 'proved' ? undefined : 'identity_not_confirmed';
  }
  if (manifest.content.level === 'verified') return 'identity_not_confirmed';
  return request.documentNo === undefined ? 'bad_request' : undefined;
};
