import type * as v from 'valibot';
import type { NoteKind } from '../../../contract/item-kinds.ts';
import { ok, type Result } from '../../../contract/result.ts';
import type { NoteContent } from '../../../contract/note-content.ts';
import type { BatchItem, Refusal } from '../../../contract/sync-protocol.ts';
import type { PortalContext, Tx } from '../../context.ts';
import { openSealed } from '../../seals/submission-seal.ts';

/** A note that is new to the portal, as its taker prepared it. */
export interface FreshNote<C = unknown> {
  readonly id: string;
  readonly savedAt: number;
  readonly content: C;
}

/** Who brought the notes, and when. Moments are milliseconds since the Unix epoch. */
export interface Bringer {
  readonly kioskId: string;
  readonly now: number;
  readonly demonstration: boolean;
}

export type NoteOutcome =
  | { readonly status: 'taken'; readonly answer?: string }
  | { readonly status: 'refused'; readonly code: Refusal }
  /** Not now: the kiosk offers it again after a while. */
  | { readonly status: 'later' };

/**
 * What the portal does with one kind of note. `prepare` and `inquire` run before the transaction and
 * must not write; `take` runs inside it, after the cases of the same batch were registered, with notes that
 * were never taken before. An id that `take` does not name counts as taken.
 */
export interface NoteTaker<C = unknown> {
  readonly prepare: (context: PortalContext, item: BatchItem) => Result<C, Refusal>;
  /**
   * What must be asked of others than the database: between `prepare` and the transaction, so that
   * nothing is locked while they let wait. Answers the content with what was learnt.
   */
  readonly inquire?: (context: PortalContext, note: FreshNote<C>, now: number) => Promise<C>;
  readonly take: (
    context: PortalContext,
    tx: Tx,
    notes: readonly FreshNote<C>[],
    bringer: Bringer,
  ) => Promise<ReadonlyMap<string, NoteOutcome>>;
}

export type NoteTakers = Partial<Record<NoteKind, NoteTaker>>;

/** Ties `prepare` and `take` of one kind together by the type of what is between them. */
export const noteTaker = <C>({ inquire, ...taker }: NoteTaker<C>): NoteTaker => ({
  prepare: taker.prepare,
  ...(inquire && {
    inquire: (context, note, now) => inquire(context, note as FreshNote<C>, now),
  }),
  take: (context, tx, notes, bringer) =>
    taker.take(context, tx, notes as readonly FreshNote<C>[], bringer),
});

/** `prepare` of notes that are sealed to the portal itself. */
export const openedBy =
  <S extends v.GenericSchema<unknown, NoteContent>>(
    schema: S,
  ): NoteTaker<v.InferOutput<S>>['prepare'] =>
  (context, item) => {
    const opened = openSealed(item, schema, context.keys.sealing);
    return opened.ok ? ok(opened.value) : opened;
  };
