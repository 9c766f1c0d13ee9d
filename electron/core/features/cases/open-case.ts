import type { CaseDetails, CaseEnvelope, CaseState } from '../../../../contract/sync-protocol.ts';
import type { CaseView } from '../../../../contract/views.ts';
import type { CaseAnswer, CaseSource } from '../../case-source.ts';
import { openCaseDetails, openCaseNote, openCaseState } from '../../sealing/case-seals.ts';
import type { CaseAccess } from '../../sealing/receipt-key.ts';
import type { CaseRecord } from '../../store/records.ts';
import { type Store, StoreError, type StoreReader } from '../../store/store.ts';
import type { SubmissionQueue } from '../../submission-queue.ts';
import { type CaseKnowledge, type KnownPacks, toCaseView } from './case-view.ts';
import { readOwnMessages } from './own-messages.ts';

export interface OpenCaseOptions {
  readonly data: Pick<StoreReader, 'cases' | 'outbox' | 'messages'>;
  readonly readBody: Store['readBody'];
  readonly packs: KnownPacks;
  readonly queue: Pick<SubmissionQueue, 'delivery'>;
  readonly source: CaseSource;
  /** Best time, milliseconds since the Unix epoch. */
  readonly now: () => number;
}

export type OpenedCase =
  | { readonly kind: 'view'; readonly view: CaseView; readonly state: CaseState | undefined }
  /** Not on this kiosk, and why the portal could not say. */
  | Exclude<CaseAnswer, { kind: 'answered' }>
  | { readonly kind: 'unknown' };

/** Joins what this kiosk holds of a case with what the portal says now. */
export const openCase = async (
  options: OpenCaseOptions,
  reference: string,
  access: CaseAccess,
  /** What this session was shown before: enough to go on with when the network goes. */
  remembered?: CaseState,
): Promise<OpenedCase> => {
  const { data, source, now } = options;
  const record = data.cases.get(access.lookupId);
  const isKnown = record !== undefined || remembered !== undefined;
  const answer = await ask(source, access.lookupId, isKnown);
  const fresh =
    answer.kind === 'answered' ? await openEnvelope(answer.envelope, reference, access) : undefined;
  if (record !== undefined && fresh !== undefined) await source.keep(fresh.envelope);
  const known = await knowledgeOf(options, record, access);
  const state = fresh?.state ?? known.state ?? remembered;
  const told = new Set((state?.messages ?? []).map(({ id }) => id));
  const view = toCaseView(
    {
      ...known,
      state,
      ...(fresh && { heardAt: now() }),
      details: await openDetails(answer, reference, access),
      ownMessages: await readOwnMessages(options, access, told),
      mayBeOld: answer.kind !== 'answered',
    },
    options.packs,
  );
  if (view !== undefined) return { kind: 'view', view, state };
  return answer.kind === 'answered' ? { kind: 'unknown' } : answer;
};

const openDetails = async (
  answer: CaseAnswer,
  reference: string,
  { key }: CaseAccess,
): Promise<CaseDetails | undefined> => {
  if (answer.kind !== 'answered' || answer.details === undefined) return undefined;
  const details = await openCaseDetails(answer.details, key);
  return details?.reference === reference ? details : undefined;
};

/** What is known to be open here needs no question while the portal is away: nobody waits for nothing. */
const ask = async (source: CaseSource, lookupId: string, isKnown: boolean): Promise<CaseAnswer> =>
  isKnown && !source.online() ? { kind: 'unreachable' } : source.ask(lookupId);

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

/** A disk that cannot be read hides no state that the portal tells. */
const keptState = async (
  readBody: Store['readBody'],
  lookupId: string,
): Promise<string | undefined> => {
  try {
    return await readBody('cases', lookupId);
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    return undefined;
  }
};

/** What this kiosk holds; nothing of it opens without the receipt's key. */
const knowledgeOf = async (
  { data, readBody, queue }: OpenCaseOptions,
  record: CaseRecord | undefined,
  { key, lookupId }: CaseAccess,
): Promise<Omit<CaseKnowledge, 'mayBeOld' | 'ownMessages'>> => {
  if (record === undefined) return {};
  const { local, submissionId, heardAt } = record;
  const sealed = record.sealed ?? (await keptState(readBody, lookupId));
  return {
    note: local === undefined ? undefined : await openCaseNote(local, key),
    state: sealed === undefined ? undefined : await openCaseState(sealed, key),
    delivery: submissionId === undefined ? undefined : queue.delivery(submissionId),
    receivedAt: submissionId === undefined ? undefined : data.outbox.get(submissionId)?.receivedAt,
    heardAt,
  };
};
