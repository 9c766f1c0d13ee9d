import type { IdTokens } from '../../people/id-tokens.ts';
import type { ProofCheck } from './identity.ts';

/** Proofs are tokens of the provider. Where nobody can sign in, none is good. */
export const createProofCheck =
  (idTokens: Pick<IdTokens, 'readFinAt'> | undefined): ProofCheck =>
  async (proof, fin, at) => {
    const reading = await idTokens?.readFinAt(proof, at);
    if (reading?.state === 'unknown') return 'later';
    return reading?.state === 'read' && reading.fin === fin ? 'proved' : 'not_proved';
  };
