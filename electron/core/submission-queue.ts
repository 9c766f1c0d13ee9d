import type { CaseKind, ItemKind, NoteKind } from '../../contract/item-kinds.ts';
import type { ItemResult, PublicJwk } from '../../contract/sync-protocol.ts';
import type { Delivery } from '../../contract/views.ts';
import type { StoreWriter } from './store/store.ts';

/** A submission as it goes to disk: sealed to the portal, with the kiosk's own note sealed under the receipt's key. */
export interface SealedSubmission {
  readonly id: string;
  readonly kind: CaseKind;
  readonly savedAt: number;
  readonly lookupId: string;
  /** See reference-tags.ts; left out for what has no receipt. */
  readonly referenceTag?: string;
  /** Compact JWE to the portal's sealing key. */
  readonly sealed: string;
  /** Compact JWE under the receipt's key. */
  readonly note: string;
}

/** What is sent without a case of its own. */
export interface SealedNote {
  readonly id: string;
  readonly kind: NoteKind;
  readonly savedAt: number;
  /** Compact JWE to whoever is to read it at the portal. */
  readonly sealed: string;
  /** The case that it belongs to, if any: notes of a case go after what was saved for it before. */
  readonly lookupId?: string;
}

/** What goes to disk in the same change: all of it, or nothing. */
export interface Alongside {
  /** Held notes that may go now, after the submission. */
  readonly held?: readonly string[];
  readonly notes?: readonly SealedNote[];
  readonly write?: (writer: StoreWriter) => void;
}

/** The portal's last word on an item: taken, or refused for good. */
export type Settled = Exclude<ItemResult, { status: 'later' }>;
export type SettledHook = (writer: StoreWriter, settled: Settled) => void;

/** Where features put what is to reach the portal; sync does the rest. */
export interface SubmissionQueue {
  /** The portal's key, once this kiosk is enrolled. */
  sealingKey(): PublicJwk | undefined;
  /** Durable when it resolves; rejects with `StoreError`, and then nothing was kept. */
  save(submission: SealedSubmission, alongside?: Alongside): Promise<void>;
  saveNotes(
    notes: readonly SealedNote[],
    write?: Alongside['write'],
    /** Held notes that may go now, after these. */
    held?: Alongside['held'],
  ): Promise<void>;
  /**
   * Makes notes durable without sending them, for a submission or a note that follows with `held`:
   * what does not fit into one change, and must not be sent if the other is never made.
   */
  hold(notes: readonly SealedNote[]): Promise<void>;
  /** Drops held notes. */
  dropHeld(ids: readonly string[]): Promise<void>;
  /** Sealed bytes of a kind that wait for the portal. */
  waitingBytes(kind: ItemKind): number;
  /** Undefined for an id that is not, or no longer, in the queue. */
  delivery(id: string): Delivery | undefined;
  /** Runs for each item of the kind in the change that notes the portal's word on it; again when that is heard again. */
  whenSettled(kind: ItemKind, hook: SettledHook): void;
}
