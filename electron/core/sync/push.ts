import {
  type BatchReply,
  batchReplySchema,
  MESSAGE_TYPES,
  ROUTES,
} from '../../../contract/sync-protocol.ts';
import type { KioskTime } from '../kiosk-time.ts';
import type { Batches, FixedBatch } from './batches.ts';
import type { EnrolledDevice } from './enrolled-device.ts';
import type { NewLife } from './new-life.ts';
import type { Outbox } from './outbox.ts';
import type { Exchange, PortalClient, Setback } from './portal-client.ts';

export interface PushOptions {
  readonly outbox: Outbox;
  readonly batches: Batches;
  readonly client: PortalClient;
  readonly newLife: NewLife;
  readonly time: KioskTime;
  /** Whether the portal answered last time; only then an item is shown as being sent. */
  readonly online: () => boolean;
}

export type PushStep =
  /** Some batches were answered; there may be more. */
  { readonly kind: 'progress' } | { readonly kind: 'empty' } | Setback;

/** Sends what is fixed, some batches side by side, and applies the answers in order. */
export const push = async (options: PushOptions, device: EnrolledDevice): Promise<PushStep> => {
  const { batches, outbox, online } = options;
  const fixed = await batches.current(device.kiosk);
  if (fixed.length === 0) return { kind: 'empty' };
  const ids = fixed.flatMap(({ record }) => record.items);
  if (online()) outbox.showSending(ids, true);
  try {
    const answers = await Promise.all(fixed.map((batch) => send(options, device, batch)));
    return await applyInOrder(options, fixed, answers);
  } finally {
    outbox.showSending(ids, false);
  }
};

const send = (
  { client }: PushOptions,
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

/** An answer counts only after all earlier ones: the chain's head moves one by one. */
const applyInOrder = async (
  options: PushOptions,
  fixed: readonly FixedBatch[],
  answers: readonly Exchange<BatchReply>[],
): Promise<PushStep> => {
  for (const [index, batch] of fixed.entries()) {
    const answer = answers[index];
    if (answer === undefined) throw new Error('a batch without an outcome');
    if (answer.kind !== 'answered') {
      doubtFrom(options, fixed, answers, index);
      return settle(options, batch, answer);
    }
    await applyAnswer(options, batch, answer.value);
  }
  return { kind: 'progress' };
};

/** Whatever is not clearly refused for its size may have been taken, also what came after a gap. */
const doubtFrom = (
  { batches }: PushOptions,
  fixed: readonly FixedBatch[],
  answers: readonly Exchange<BatchReply>[],
  start: number,
): void => {
  for (const [index, batch] of fixed.entries()) {
    const answer = answers[index];
    if (index >= start && answer !== undefined && !isTooLarge(answer)) batches.doubt(batch);
  }
};

/** Takes a verified answer to this very batch as durable. */
export const applyAnswer = async (
  { outbox, batches, newLife, time }: Pick<PushOptions, 'outbox' | 'batches' | 'newLife' | 'time'>,
  batch: FixedBatch,
  reply: BatchReply,
): Promise<void> => {
  // Before the results, so that what this very answer says is received is not offered again.
  await newLife.heardEpoch(reply.epoch, { chainHolds: true });
  await outbox.applyReply(batch.record, reply, time.now());
  batches.answered(batch);
};

const TOO_LARGE = 413;

const byPortal = (answer: Exchange<BatchReply>): boolean =>
  answer.kind === 'problem' && answer.problem === 'too-large';

const isTooLarge = (answer: Exchange<BatchReply>): boolean =>
  byPortal(answer) || (answer.kind === 'failed' && answer.status === TOO_LARGE);

const settle = async (
  { batches }: PushOptions,
  batch: FixedBatch,
  setback: Setback,
): Promise<PushStep> => {
  // A 413 of somebody on the way says nothing of one item: only the portal may have it set aside.
  const splits = batch.record.items.length > 1 ? isTooLarge(setback) : byPortal(setback);
  return splits && (await batches.split(batch)) ? { kind: 'progress' } : setback;
};
