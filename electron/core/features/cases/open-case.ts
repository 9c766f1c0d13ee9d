import type { CaseEnvelope, CaseState } from '../../../../contract/sync-protocol.ts';
import type { CaseView } from '../../../../contract/views.ts';
import type { CaseAnswer, CaseSource } from '../../case-source.ts';
import { openCaseNote, openCaseState } from '../../sealing/case-seals.ts';
import type { CaseAccess } from '../../sealing/receipt-key.ts';
import type { CaseRecord } from '../../store/records.ts';
import type { StoreReader } from '../../store/store.ts';
import type { SubmissionQueue } from '../../submission-queue.ts';
import { type CaseKnowledge, toCaseView } from './case-view.ts';

export interface OpenCaseOptions {
  readonly data: Pick<StoreReader, 'cases' | 'outbox'>;
  readonly queue: Pick<SubmissionQueue, 'delivery'>;
  readonly source: CaseSource;
  /** Best time, milliseconds since the Unix epoch. */
  readonly now: () => number;
}

export type OpenedCase =
  | { readonly kind: 'view'; readonly view: CaseView }
  /** Not on this kiosk, and why the portal could not say. */
  | Exclude<CaseAnswer, { kind: 'answered' }>
  | { readonly kind: 'unknown' };

/** Joins what this kiosk holds of a case with what the portal says now. */
export const openCase = async (
  options: OpenCaseOptions,
  reference: string,
  access: CaseAccess,
): Promise<OpenedCase> => {
  const { data, source, now } = options;
  const record = data.cases.get(access.lookupId);
  const answer = await ask(source, access.lookupId, record);
  const fresh =
    answer.kind === 'answered' ? await openEnvelope(answer.envelope, reference, access) : undefined;
  if (record !== undefined && fresh !== undefined) await source.keep(fresh.envelope);
  const view = toCaseView({
    ...(await knowledgeOf(options, record, access)),
    ...(fresh && { state: fresh.state, heardAt: now() }),
    mayBeOld: answer.kind !== 'answered',
  });
  if (view !== undefined) return { kind: 'view', view };
  return answer.kind === 'answered' ? { kind: 'unknown' } : answer;
};

/** What is known to be open here needs no question while the portal is away: nobody waits for nothing. */
const ask = async (
  source: CaseSource,
  lookupId: string,
  record: CaseRecord | undefined,
): Promise<CaseAnswer> =>
  record !== undefined && !source.online() ? { kind: 'unreachable' } : source.ask(lookupId);

interface OpenedState {
  readonly envelope: CaseEnvelope;
  readonly state: CaseState;
}

/** The state in an envelope, if it is of this very case. */
const openEnvelope = async (
  envelope: CaseEnvelope | null,
  reference: string,
  access: CaseAccess,
): Promise<OpenedState | undefined> => {
  if (envelope?.lookupId !== access.lookupId) return undefined;
  const state = await openCaseState(envelope.sealed, access.key);
  return state?.reference === reference ? { envelope, state } : undefined;
};

/** What this kiosk holds; nothing of it opens without the receipt's key. */
const knowledgeOf = async (
  { data, queue }: OpenCaseOptions,
  record: CaseRecord | undefined,
  { key }: CaseAccess,
): Promise<Omit<CaseKnowledge, 'mayBeOld'>> => {
  if (record === undefined) return {};
  const { local, sealed, submissionId, heardAt } = record;
  return {
    note: local === undefined ? undefined : await openCaseNote(local, key),
    state: sealed === undefined ? undefined : await openCaseState(sealed, key),
    delivery: submissionId === undefined ? undefined : queue.delivery(submissionId),
    receivedAt: submissionId === undefined ? undefined : data.outbox.get(submissionId)?.receivedAt,
    heardAt,
  };
};
