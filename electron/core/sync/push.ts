import {
  type BatchReply,
  batchReplySchema,
  MESSAGE_TYPES,
  ROUTES,
} from '../../../contract/sync-protocol.ts';
import type { KioskTime } from '../kiosk-time.ts';
import type { Clock } from '../ports.ts';
import type { BatchSize } from './batch-size.ts';
import { type Batches, type FixedBatch, WINDOW } from './batches.ts';
import type { EnrolledDevice } from './enrolled-device.ts';
import type { NewLife } from './new-life.ts';
import type { Outbox } from './outbox.ts';
import type { Exchange, PortalClient, Setback } from './portal-client.ts';

export interface PushOptions {
  readonly outbox: Outbox;
  readonly batches: Batches;
  readonly size: BatchSize;
  readonly clock: Pick<Clock, 'monotonic'>;
  readonly client: PortalClient;
  readonly newLife: NewLife;
  readonly time: KioskTime;
  /** Whether the portal answered last time; only then an item is shown as being sent. */
  readonly online: () => boolean;
}

export type PushStep =
  /** A batch was too large and is smaller now, or came before its turn: there is more to send. */
  | { readonly kind: 'progress' }
  /** All that may go is answered, or the kiosk is stopping. */
  | { readonly kind: 'empty' }
  | Setback;

/** A batch on its way, and what comes back for it. */
interface Flight {
  readonly batch: FixedBatch;
  readonly answer: Promise<Exchange<BatchReply>>;
  readonly isUnderWay: () => boolean;
  /** Sent before in the same push. */
  readonly again: boolean;
}

/**
 * Sends what waits, some batches on the way at a time, and applies the answers in order: while one is
 * written to disk and the next one is made, the portal works on the one after it.
 */
export const push = async (
  options: PushOptions,
  device: EnrolledDevice,
  isStopping: () => boolean,
): Promise<PushStep> => {
  const flights: Flight[] = [];
  let answered = 0;
  try {
    for (;;) {
      if (!isStopping()) await fill(options, device, flights);
      const [first] = flights;
      if (first === undefined) return { kind: 'empty' };
      const answer = await first.answer;
      if (answer.kind === 'unreachable' && holdsUp(flights) && !isStopping()) {
        options.batches.doubt(first.batch);
        flights[0] = launch(options, device, first.batch, true);
        continue;
      }
      if (answer.kind !== 'answered') {
        const step = await endWith(options, flights, first, answer);
        // It came before the one that was answered since: no reason to wait.
        return answered > 0 && isOutOfOrder(step) ? { kind: 'progress' } : step;
      }
      // An answer counts only after all earlier ones: the chain's head moves one by one.
      await applyAnswer(options, first.batch, answer.value);
      answered += 1;
      flights.shift();
      options.outbox.showSending(first.batch.record.items, false);
    }
  } catch (error) {
    // The disk is full, say: what is on its way may be taken all the same.
    for (const { batch } of flights) options.batches.doubt(batch);
    throw error;
  } finally {
    await Promise.allSettled(flights.map(({ answer }) => answer));
    options.outbox.showSending(itemsOf(flights), false);
  }
};

const itemsOf = (flights: readonly Flight[]): readonly string[] =>
  flights.flatMap(({ batch }) => batch.record.items);

/** The next one may wait at the portal for its turn: sent again at once, the first one still comes in time. */
const holdsUp = ([first, second]: readonly Flight[]): boolean =>
  first?.again === false && second?.isUnderWay() === true;

/** Sends the batches that are fixed and not on their way yet: one alone until the portal has answered. */
const fill = async (
  options: PushOptions,
  device: EnrolledDevice,
  flights: Flight[],
): Promise<void> => {
  const { batches, outbox, online, size } = options;
  const under = new Set(flights.map(({ batch }) => batch.record.seq));
  const fixed = await batches.current(device.kiosk, online() ? WINDOW : 1, size.bytes());
  for (const batch of fixed.filter(({ record }) => !under.has(record.seq))) {
    if (online()) outbox.showSending(batch.record.items, true);
    flights.push(launch(options, device, batch));
  }
};

const launch = (
  options: PushOptions,
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
  options: PushOptions,
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

/** The first one had no answer: whatever is not clearly refused for its size may have been taken, also what came after a gap. */
const endWith = async (
  options: PushOptions,
  flights: readonly Flight[],
  first: Flight,
  setback: Setback,
): Promise<PushStep> => {
  for (const { batch, answer } of flights)
    if (!isTooLarge(await answer)) options.batches.doubt(batch);
  return settle(options, first.batch, setback);
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

const isOutOfOrder = (step: PushStep): boolean =>
  step.kind === 'problem' && step.problem === 'out-of-order';

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
