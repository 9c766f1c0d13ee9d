import type { CaseEnvelope } from '../../contract/sync-protocol.ts';

/** What the portal says about a case by its lookup id. */
export type CaseAnswer =
  | { readonly kind: 'answered'; readonly envelope: CaseEnvelope | null }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'slow_down'; readonly retryAfterMs: number };

export interface CaseSource {
  /** Whether the last exchange with the portal went well. */
  online(): boolean;
  /** Asks the portal now; never rejects for lack of network. */
  ask(lookupId: string): Promise<CaseAnswer>;
  /** Keeps a newer state of a case that this kiosk already holds. */
  keep(envelope: CaseEnvelope): Promise<void>;
}
