import type { Ids } from './ports.ts';
import type { Staff } from './session.ts';
import type { StaffActRecord } from './store/records.ts';

/** What staff did, ready to be stored in the change that does it. Ids rise with time (UUID, version 7). */
export type NoteAct = (
  staff: Pick<Staff, 'number'>,
  act: StaffActRecord['act'],
  details?: Pick<StaffActRecord, 'submissionId' | 'reason'>,
) => { readonly id: string; readonly record: StaffActRecord };

/** `now` is the best time in milliseconds since the epoch. */
export const createActNotes =
  (now: () => number, ids: Ids): NoteAct =>
  ({ number }, act, details = {}) => ({
    id: ids.next(),
    record: { at: now(), number, act, ...details },
  });
