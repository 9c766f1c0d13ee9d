import type { CollectionName } from './records.ts';

/** Every collection of `Collections`; the compiler notices one that is missing here. */
const NAMES = {
  outbox: true,
  cases: true,
  batches: true,
  publications: true,
  matters: true,
  device: true,
  lockouts: true,
  audit: true,
  auditChain: true,
  staffAccounts: true,
  content: true,
  settings: true,
  secrets: true,
  calls: true,
  closedDays: true,
  guesses: true,
  messages: true,
  leases: true,
  votes: true,
  surveyPins: true,
  voters: true,
  stoppedVotes: true,
  counters: true,
  keptDrafts: true,
  setup: true,
} as const satisfies Record<CollectionName, true>;

export const COLLECTION_NAMES = Object.keys(NAMES) as CollectionName[];
