import {
  type BatchReply,
  batchReplySchema,
  MESSAGE_TYPES,
  ROUTES,
} from '../../../contract/sync-protocol.ts';
import type { Clock } from '../ports.ts';
import type { BatchSize } from './batch-size.ts';
import type { FixedBatch } from './batches.ts';
import type { EnrolledDevice } from './enrolled-device.ts';
import type { Exchange, PortalClient } from './portal-client.ts';

export interface FlightOptions {
  readonly size: BatchSize;
  readonly clock: Pick<Clock, 'monotonic'>;
  readonly client: PortalClient;
}

/** A batch on its way, and what comes back for it. */
export interface Flight {
  readonly batch: FixedBatch;
  readonly answer: Promise<Exchange<BatchReply>>;
  readonly isUnderWay: () => boolean;
  /** Sent before in the same push. */
  readonly again: boolean;
}

/** Sends a batch, and notes how fast the line was. */
export const launch = (
  options: FlightOptions,
  device: EnrolledDevice,
  batch: FixedBatch,
  again = false,
): Flight => {
  let underWay = true;
  const answer = sendTimed(options, device, batch).finally(() => {
    underWay = false;
  });
  answer.catch(() => undefined); // heard when its turn comes
  return { batch, answer, again, isUnderWay: () => underWay };
};

const sendTimed = async (
  options: FlightOptions,
  device: EnrolledDevice,
  batch: FixedBatch,
): Promise<Exchange<BatchReply>> => {
  const { clock, size } = options;
  const began = clock.monotonic();
  const answer = await send(options, device, batch);
  if (answer.kind === 'answered') size.took(batch.payload.length, clock.monotonic() - began);
  else if (answer.kind === 'unreachable') size.lost();
  return answer;
};

const send = (
  { client }: FlightOptions,
  { kiosk, key, signingKey }: EnrolledDevice,
  { record, payload }: FixedBatch,
): Promise<Exchange<BatchReply>> =>
  client.ask({
    route: ROUTES.batches,
    types: [MESSAGE_TYPES.batch, MESSAGE_TYPES.batchReply],
    payload,
    signedBy: key,
    reply: batchReplySchema,
    portalKey: signingKey,
    answers: (reply) =>
      reply.kiosk === kiosk && reply.seq === record.seq && reply.batch === record.digest,
  });
