import { bakuDay } from '../../contract/domain/baku-time.ts';
import {
  MESSAGE_TYPES,
  PROTOCOL_VERSION,
  type BatchReply,
  type ItemResult,
} from '../../contract/sync-protocol.ts';
import type { PortalContext } from '../context.ts';
import { inTransaction } from '../db/transactions.ts';
import { KioskProblem } from '../kiosks/kiosk-problem.ts';
import { raiseAlarm, receiveMessage } from '../kiosks/kiosk-records.ts';
import { signMessage } from '../seals/signed-messages.ts';
import { parseBatch, type ReceivedBatch } from './batch-message.ts';
import { inquireForNotes } from './notes/inquire-for-notes.ts';
import { prepareItems, type Preparation } from './prepare-items.ts';
import { storeBatch, type StoredBatch } from './store-batch.ts';
import type { Turns } from './turns.ts';

/** Milliseconds for which an overtaking batch is held, and how often it is tried meanwhile. */
const HOLD = 1_500;
const HELD_TRIES = 3;

const storeInTurn = async (
  context: PortalContext,
  turns: Turns,
  batch: ReceivedBatch,
  items: readonly Preparation[],
  triesLeft = HELD_TRIES,
): Promise<StoredBatch> => {
  // Listens before looking: nothing slips between. After the last look there is nothing to wait for.
  const arrival = triesLeft > 1 ? turns.wait(batch.kiosk, HOLD) : undefined;
  const stored = await inTransaction(context.db, (tx) => storeBatch(context, tx, batch, items));
  if (stored !== undefined) return stored;
  if (arrival === undefined) throw new KioskProblem('out-of-order', 1);
  await arrival;
  return storeInTurn(context, turns, batch, items, triesLeft - 1);
};

const raiseAlarms = async (
  context: PortalContext,
  { kiosk: kioskId, seq }: ReceivedBatch,
  results: readonly ItemResult[],
): Promise<void> => {
  if (results.some((result) => result.status === 'refused' && result.code === 'other_content'))
    await raiseAlarm(context, { kioskId, kind: 'other_content', seq });
};

const store = async (
  context: PortalContext,
  turns: Turns,
  batch: ReceivedBatch,
  items: readonly Preparation[],
): Promise<StoredBatch> => {
  try {
    const stored = await storeInTurn(context, turns, batch, items);
    turns.announce(batch.kiosk);
    await raiseAlarms(context, batch, stored.results);
    return stored;
  } catch (error) {
    if (error instanceof KioskProblem && error.problem === 'sequence-conflict')
      await raiseAlarm(context, {
        kioskId: batch.kiosk,
        kind: 'sequence_conflict',
        seq: batch.seq,
      });
    throw error;
  }
};

const toReply = (
  context: PortalContext,
  batch: ReceivedBatch,
  { epoch, results }: StoredBatch,
): BatchReply => ({
  v: PROTOCOL_VERSION,
  kiosk: batch.kiosk,
  seq: batch.seq,
  batch: batch.digest,
  epoch,
  serverTime: context.clock.now(),
  results,
});

/**
 * Takes a signed batch and answers item by item, signed and bound to the batch's digest. Everything
 * that the answer calls accepted is committed before. Throws `KioskProblem`.
 */
export const takeBatch = async (
  context: PortalContext,
  turns: Turns,
  jws: string,
): Promise<string> => {
  const { message } = await receiveMessage(context, jws, MESSAGE_TYPES.batch);
  const batch = parseBatch(message);
  const now = context.clock.now();
  const opened = await turns.opening(() => prepareItems(context, batch.items, bakuDay(now)));
  const items = await inquireForNotes(context, opened, now);
  const stored = await store(context, turns, batch, items);
  const { results } = stored;
  context.log.info('batch.taken', { kiosk: batch.kiosk, seq: batch.seq, items: results.length });
  const reply = toReply(context, batch, stored);
  return signMessage(reply, MESSAGE_TYPES.batchReply, context.keys.signing);
};
