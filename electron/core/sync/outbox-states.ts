import type { ItemResult } from '../../../contract/sync-protocol.ts';
import type { Delivery } from '../../../contract/views.ts';
import type { OutboxRecord } from '../store/records.ts';

/** The pure half of the outbox: which state follows which. */

export const isToBeSent = ({
  state,
  reoffer,
  held,
}: Pick<OutboxRecord, 'state' | 'reoffer' | 'held'>): boolean =>
  (state === 'saved' && held !== true) || (state === 'received' && reoffer === true);

/** What decides when a record is sent. */
export interface Queued extends Pick<OutboxRecord, 'savedAt' | 'bytes'> {
  readonly id: string;
  /** 0 for those of earlier programs. */
  readonly place: number;
}

/** As they were saved. Those of earlier programs come first: by their time, then by id. */
export const byPlace = (one: Omit<Queued, 'bytes'>, other: Omit<Queued, 'bytes'>): number =>
  one.place - other.place || one.savedAt - other.savedAt || (one.id < other.id ? -1 : 1);

/** The record after the portal's word on it; undefined when it stays as it is. `at` is the portal's time. */
export const afterResult = (
  record: OutboxRecord,
  result: ItemResult,
  at: number,
): OutboxRecord | undefined => {
  switch (result.status) {
    case 'accepted':
    case 'duplicate':
      return { ...bare(record), state: 'received', receipt: result, receivedAt: at };
    case 'refused':
      return { ...bare(record), state: 'set_aside', refusal: result.code };
    case 'later':
      return undefined;
  }
};

/** For a reason that the kiosk found itself; what the portal has received before is only not offered again. */
export const afterOwnRefusal = (
  record: OutboxRecord,
  refusal: 'too_large' | 'lost_body',
): OutboxRecord => {
  const { receipt, receivedAt } = record;
  if (record.state !== 'received') return { ...bare(record), state: 'set_aside', refusal };
  return {
    ...bare(record),
    state: 'received',
    ...(receipt && { receipt }),
    ...(receivedAt !== undefined && { receivedAt }),
  };
};

/** Its submission is durable in the same change, at the place before. */
export const afterRelease = (record: OutboxRecord, place: number): OutboxRecord => ({
  ...bare(record),
  place,
  state: 'saved',
});

/** Offered again after staff have looked at it; only what was set aside can be. */
export const afterRetry = (record: OutboxRecord): OutboxRecord | undefined =>
  record.state === 'set_aside' ? { ...bare(record), state: 'saved' } : undefined;

/** Given up by staff; only what was set aside can be. `now` is the best time. */
export const afterDiscard = (record: OutboxRecord, now: number): OutboxRecord | undefined => {
  if (record.state !== 'set_aside') return undefined;
  const { refusal } = record;
  return { ...bare(record), state: 'discarded', discardedAt: now, ...(refusal && { refusal }) };
};

/** What never changes about a submission. */
const bare = ({ kind, savedAt, place, bytes, lookupId, referenceTag }: OutboxRecord) => ({
  kind,
  savedAt,
  ...(place !== undefined && { place }),
  bytes,
  ...(lookupId !== undefined && { lookupId }),
  ...(referenceTag !== undefined && { referenceTag }),
});

/** What a citizen may know of it. `sending`: it is on the wire at this moment. */
export const toDelivery = (record: OutboxRecord, sending: boolean): Delivery => {
  if (record.state === 'received') {
    const { registrationNumber, registeredOn, answerBy } = record.receipt ?? {};
    return {
      state: 'received',
      ...(registrationNumber !== undefined && { registrationNumber }),
      ...(registeredOn !== undefined && { registeredOn }),
      ...(answerBy !== undefined && { answerBy }),
    };
  }
  return { state: record.state === 'saved' && sending ? 'sending' : record.state };
};
