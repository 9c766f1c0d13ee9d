import { setImmediate } from 'node:timers/promises';
import { err, ok, type Result } from '../../contract/result.ts';
import type { Refusal, SubmissionContent } from '../../contract/sync-protocol.ts';
import { attentionOf } from '../cases/attention.ts';
import type { PortalContext } from '../context.ts';
import { openSubmission } from '../seals/submission-seal.ts';
import type { ReceivedItem } from './batch-message.ts';

/** Items opened in one go, about 10 ms. */
const AT_A_TIME = 20;

/** A submission that was opened and can be registered. Lives in memory only while the batch is taken. */
export interface PreparedItem {
  readonly id: string;
  readonly digest: string;
  readonly savedAt: number;
  readonly sealed: string;
  readonly content: SubmissionContent;
  readonly needsAttention: boolean;
}
export type Preparation =
  { readonly id: string; readonly digest?: string; readonly refusal: Refusal } | PreparedItem;

export const isPrepared = (item: Preparation): item is PreparedItem => !('refusal' in item);

const checkTarget = (
  { services, authorities }: PortalContext['content'],
  content: SubmissionContent,
): Result<SubmissionContent, Refusal> => {
  if (!services.has(content.serviceId)) return err('unknown_service');
  return authorities.has(content.authorityId) ? ok(content) : err('unknown_authority');
};

const prepareItem = (
  context: PortalContext,
  received: ReceivedItem,
  today: string,
): Preparation => {
  if (!received.ok) return received;
  const { item, digest } = received;
  const opened = openSubmission(item, context.keys.sealing);
  const content = opened.ok ? checkTarget(context.content, opened.value) : opened;
  if (!content.ok) return { id: item.id, digest, refusal: content.error };
  return {
    id: item.id,
    digest,
    savedAt: item.savedAt,
    sealed: item.sealed,
    content: content.value,
    needsAttention: attentionOf(context.content, content.value, today).length > 0,
  };
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
