import type { CaseEnvelope, PersonCasesReply, PublicJwk } from '../../contract/sync-protocol.ts';

/** What the portal says about a case by its lookup id. */
export type CaseAnswer =
  | {
      readonly kind: 'answered';
      readonly envelope: CaseEnvelope | null;
      /** Sealed like the state; shown and never kept. */
      readonly details?: string | undefined;
    }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'slow_down'; readonly retryAfterMs: number };

/** What the portal says about all cases of a person who has signed in. */
export type PersonAnswer =
  | { readonly kind: 'answered'; readonly person: PersonCasesReply['person'] }
  | Exclude<CaseAnswer, { kind: 'answered' }>;

export interface PersonQuestion {
  readonly idToken: string;
  readonly sessionKey: PublicJwk;
  /** The first question of a visit. */
  readonly arrived: boolean;
}

export interface CaseSource {
  /** Whether the last exchange with the portal went well. */
  online(): boolean;
  /** Asks the portal now; never rejects for lack of network. */
  ask(lookupId: string): Promise<CaseAnswer>;
  /** The same for a person; the cases come in seals that only the session key opens. */
  askForPerson(question: PersonQuestion): Promise<PersonAnswer>;
  /** Keeps a newer state of a case that this kiosk already holds. */
  keep(envelope: CaseEnvelope): Promise<void>;
}
