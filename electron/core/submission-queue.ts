import type { Delivery } from '../../contract/views.ts';
import type { PublicJwk } from '../../contract/sync-protocol.ts';

/** A submission as it goes to disk: sealed to the portal, with the kiosk's own note sealed under the receipt's key. */
export interface SealedSubmission {
  readonly id: string;
  readonly kind: 'application';
  readonly savedAt: number;
  readonly lookupId: string;
  /** See reference-tags.ts; left out for what has no receipt. */
  readonly referenceTag?: string;
  /** Compact JWE to the portal's sealing key. */
  readonly sealed: string;
  /** Compact JWE under the receipt's key. */
  readonly note: string;
}

/** Where features put what is to reach the portal; sync does the rest. */
export interface SubmissionQueue {
  /** The portal's key, once this kiosk is enrolled. */
  sealingKey(): PublicJwk | undefined;
  /** Durable when it resolves; rejects with `StoreError`, and then nothing was kept. */
  save(submission: SealedSubmission): Promise<void>;
  /** Undefined for an id that is not, or no longer, in the queue. */
  delivery(id: string): Delivery | undefined;
}
