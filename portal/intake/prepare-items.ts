import { setImmediate } from 'node:timers/promises';
import { isCaseKind, type NoteKind } from '../../contract/item-kinds.ts';
import { err, ok, type Result } from '../../contract/result.ts';
import type { BatchItem, Refusal, SubmissionContent } from '../../contract/sync-protocol.ts';
import { attentionOf } from '../cases/attention.ts';
import type { PortalContext } from '../context.ts';
import { openSubmission } from '../seals/submission-seal.ts';
import type { ReceivedItem } from './batch-message.ts';
import { NOTE_TAKERS } from './notes/note-takers.ts';

/** Items opened in one go, 2 to 4 ms. */
const AT_A_TIME = 8;

/** A submission that was opened and can be registered. Lives in memory only while the batch is taken. */
export interface PreparedItem {
  readonly id: string;
  readonly digest: string;
  readonly savedAt: number;
  readonly sealed: string;
  readonly content: SubmissionContent;
  readonly needsAttention: boolean;
}
/** A note, as the taker of its kind prepared it. */
export interface PreparedNote {
  readonly id: string;
  readonly digest: string;
  readonly savedAt: number;
  readonly kind: NoteKind;
  readonly content: unknown;
}
interface Refused {
  readonly id: string;
  readonly digest?: string;
  readonly refusal: Refusal;
}
export type Preparation = Refused | PreparedItem | PreparedNote;

/** The submission can be registered as a case. */
export const isPrepared = (item: Preparation): item is PreparedItem => 'needsAttention' in item;
export const isRefused = (item: Preparation): item is Refused => 'refusal' in item;

const checkTarget = (
  { services, authorities }: PortalContext['content'],
  content: SubmissionContent,
): Result<SubmissionContent, Refusal> => {
  const service = services.get(content.serviceId);
  if (service === undefined) return err('unknown_service');
  if (service.purpose !== content.kind) return err('bad_content');
  if ((content.kind === 'reception') !== (content.reception !== undefined))
    return err('bad_content');
  return authorities.has(content.authorityId) ? ok(content) : err('unknown_authority');
};

const prepareSubmission = (
  context: PortalContext,
  { id, savedAt, sealed, kind }: BatchItem,
  digest: string,
  today: string,
): Preparation => {
  const opened = openSubmission({ id, kind, sealed }, context.keys.sealing);
  const content = opened.ok ? checkTarget(context.content, opened.value) : opened;
  if (!content.ok) return { id, digest, refusal: content.error };
  const needsAttention = attentionOf(context.content, content.value, today).length > 0;
  return { id, digest, savedAt, sealed, content: content.value, needsAttention };
};

const prepareNote = (
  context: PortalContext,
  item: BatchItem,
  kind: NoteKind,
  digest: string,
): Preparation => {
  const { id, savedAt } = item;
  const content = NOTE_TAKERS[kind]?.prepare(context, item) ?? err('bad_content' as const);
  if (!content.ok) return { id, digest, refusal: content.error };
  return { id, digest, savedAt, kind, content: content.value };
};

/** PostgreSQL's text takes no NUL: one such item would stop its batch, and all that come after it. */
const isStorable = (value: unknown): boolean =>
  typeof value === 'string'
    ? !value.includes('\0')
    : typeof value !== 'object' || value === null || Object.values(value).every(isStorable);

const prepareItem = (
  context: PortalContext,
  received: ReceivedItem,
  today: string,
): Preparation => {
  if (!received.ok) return received;
  const { item, digest } = received;
  const prepared = isCaseKind(item.kind)
    ? prepareSubmission(context, item, digest, today)
    : prepareNote(context, item, item.kind, digest);
  return isRefused(prepared) || isStorable(prepared.content)
    ? prepared
    : { id: item.id, digest, refusal: 'bad_content' };
};

/** Opens and checks the items of a batch. `today` is the ISO day in Baku on which they are registered. */
export const prepareItems = async (
  context: PortalContext,
  items: readonly ReceivedItem[],
  today: string,
): Promise<Preparation[]> => {
  const prepared: Preparation[] = [];
  for (const received of items) {
    // Opening is computing: let other requests in between, at a desk somebody may be waiting.
    if (prepared.length % AT_A_TIME === AT_A_TIME - 1) await setImmediate();
    prepared.push(prepareItem(context, received, today));
  }
  return prepared;
};
