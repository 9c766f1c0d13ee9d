// The same 1.5 KB submissions for every contestant.
import { randomBytes } from 'node:crypto';

const SEALED = randomBytes(1100).toString('base64url').slice(0, 1330);

/** Submission number `n`: a small record and its sealed body, 1.5 KB of JSON together. */
export const submission = (n) => ({
  id: `01930000-0000-7000-8000-${String(n).padStart(12, '0')}`,
  record: {
    kind: 'application',
    state: 'saved',
    savedAt: 1_795_000_000_000 + n,
    bytes: SEALED.length,
    lookupId: String(n).padStart(22, 'x'),
  },
  sealed: SEALED,
});

export const submissions = (from, count) =>
  Array.from({ length: count }, (_, index) => submission(from + index));

/** As one document, for stores that keep documents. */
export const asDocument = ({ id, record, sealed }) => ({ id, ...record, sealed });
