import type { NoteKind } from '../../../contract/item-kinds.ts';

export interface NoteTables {
  /** Every note that was taken, so that the same one again is answered the same; what it says is with its taker. */
  notes: {
    id: string;
    kiosk_id: string;
    kind: NoteKind;
    /** SHA-256 of what came. */
    digest: string;
    received_at: number;
    /** What its taker had to say. */
    answer: string | null;
  };
}
