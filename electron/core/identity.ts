import { IDENTITY_LEVELS, type IdentityLevel } from '../../contract/packs.ts';
import type { IdentityMeans } from '../../contract/identity.ts';
import type { SubmittedIdentity } from '../../contract/sync-protocol.ts';

/**
 * How sure a session is of its person, in memory only. Several features read it: a service asks for
 * a level, submissions carry it, one's own cases are listed by it.
 */
export interface Identity {
  readonly level: IdentityLevel;
  readonly how: IdentityMeans;
  /** When it was established, milliseconds since the Unix epoch. */
  readonly at: number;
  readonly fin?: string;
  readonly name?: string;
  /** Number of the member of staff who has seen the card. */
  readonly staffNumber?: string;
  readonly issuer?: string;
  /** Signed by the issuer; shown to the portal. Written nowhere but in a vote's request, sealed to the registrar. */
  readonly idToken?: string;
}

/** What a submission says of it: everything but the token. */
export const submittedIdentity = ({ idToken: _kept, ...identity }: Identity): SubmittedIdentity =>
  identity;

/** Whoever begins says who they are in the forms; nobody has looked. */
export const declaredIdentity = (at: number): Identity => ({ level: 'declared', how: 'typed', at });

export const isEnough = (has: IdentityLevel, needs: IdentityLevel): boolean =>
  IDENTITY_LEVELS.indexOf(has) >= IDENTITY_LEVELS.indexOf(needs);
