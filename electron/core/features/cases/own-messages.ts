import type { CaseMessageView } from '../../../../contract/views.ts';
import { openLocalMessage } from '../../sealing/case-seals.ts';
import type { CaseAccess } from '../../sealing/receipt-key.ts';
import type { StoreReader } from '../../store/store.ts';
import type { SubmissionQueue } from '../../submission-queue.ts';

export interface OwnMessagesOptions {
  readonly data: Pick<StoreReader, 'messages'>;
  readonly queue: Pick<SubmissionQueue, 'delivery'>;
}

/**
 * What was written in a case at this kiosk, with where each stands, oldest first. Ids rise with
 * time. Nothing of it opens without the receipt's key.
 */
export const readOwnMessages = async (
  { data, queue }: OwnMessagesOptions,
  { lookupId, key }: CaseAccess,
  told: ReadonlySet<string>,
): Promise<readonly CaseMessageView[]> => {
  const own = [...data.messages.entries()].filter(
    ([id, record]) => record.lookupId === lookupId && !told.has(id),
  );
  const opened = await Promise.all(
    own.map(async ([id, { sealed }]): Promise<CaseMessageView[]> => {
      const message = await openLocalMessage(sealed, key);
      if (message === undefined) return [];
      const { act, text, at } = message;
      // What is gone from the queue was received long ago.
      const delivery = queue.delivery(id)?.state ?? 'received';
      return [{ id, act, text, at, fromCitizen: true, delivery }];
    }),
  );
  return opened.flat().sort((one, other) => (one.id < other.id ? -1 : 1));
};
