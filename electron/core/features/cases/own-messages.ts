import type { CaseMessageView } from '../../../../contract/views.ts';
import { openLocalMessage } from '../../sealing/case-seals.ts';
import type { CaseAccess } from '../../sealing/receipt-key.ts';
import type { StoreReader } from '../../store/store.ts';
import type { SubmissionQueue } from '../../submission-queue.ts';

export interface OwnMessagesOptions {
  readonly data: Pick<StoreReader, 'messages'>;
  readonly queue: Pick<SubmissionQueue, 'delivery'>;
}

type Standing = CaseMessageView['delivery'];

/** What stops everything first; what has arrived last. */
const ORDER: readonly Standing[] = ['set_aside', 'discarded', 'sending', 'saved', 'received'];

/** Where a message stands with all that travels with it. What is gone from the queue was received long ago. */
const standingOf = (
  queue: OwnMessagesOptions['queue'],
  id: string,
  parts: readonly string[],
): Standing => {
  const all = [id, ...parts].map((one) => queue.delivery(one)?.state ?? 'received');
  return ORDER.find((standing) => all.includes(standing)) ?? 'received';
};

/**
 * What was written in a case at this kiosk, with where each stands, oldest first. Ids rise with
 * time. What the portal tells is left to it, unless papers are still on their way. Nothing of it
 * opens without the receipt's key.
 */
export const readOwnMessages = async (
  { data, queue }: OwnMessagesOptions,
  { lookupId, key }: CaseAccess,
  told: ReadonlySet<string>,
): Promise<readonly CaseMessageView[]> => {
  const own = [...data.messages.entries()].filter(([, record]) => record.lookupId === lookupId);
  const opened = await Promise.all(
    own.map(async ([id, { sealed, parts = [] }]): Promise<CaseMessageView[]> => {
      const delivery = standingOf(queue, id, parts);
      if (told.has(id) && delivery === 'received') return [];
      const message = await openLocalMessage(sealed, key);
      if (message === undefined) return [];
      const { v: _v, ...said } = message;
      return [{ id, ...said, fromCitizen: true, delivery }];
    }),
  );
  return opened.flat().sort((one, other) => (one.id < other.id ? -1 : 1));
};
