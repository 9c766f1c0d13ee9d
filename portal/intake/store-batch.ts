import * as v from 'valibot';
import { REFUSALS, type ItemResult } from '../../contract/sync-protocol.ts';
import { bookReceptions } from '../receptions/book.ts';
import { noteMatters } from '../appeals/matters.ts';
import type { PortalContext, Tx } from '../context.ts';
import { readEpoch } from '../db/epoch.ts';
import { KioskProblem } from '../kiosks/kiosk-problem.ts';
import type { KioskRecord } from '../kiosks/kiosk-records.ts';
import type { ReceivedBatch } from './batch-message.ts';
import { placeInChain } from './chain.ts';
import {
  decideOutcomes,
  type Known,
  untakenOf,
  repeatOutcomes,
  toItemResults,
} from './item-outcomes.ts';
import { adoptCases, findKnownCases } from './known-cases.ts';
import { findKnownNotes, takeNotes } from './notes/take-notes.ts';
import type { Preparation } from './prepare-items.ts';
import { registerSubmissions } from './registration.ts';

const untakenSchema = v.record(v.string(), v.picklist([...REFUSALS, 'later']));

/** The kiosk's row, locked: its batches and the changes of its cases happen one after the other. */
const lockKiosk = async (tx: Tx, id: string): Promise<KioskRecord> => {
  const kiosk = await tx
    .selectFrom('kiosks')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (kiosk === undefined) throw new KioskProblem('unknown-kiosk');
  if (kiosk.revoked_at !== null) throw new KioskProblem('kiosk-revoked');
  return kiosk;
};

const batchTakenAs = (tx: Tx, kiosk: string, seq: number) =>
  tx
    .selectFrom('batches')
    .select(['seq', 'digest', 'refusals'])
    .where('kiosk_id', '=', kiosk)
    .where('seq', '=', seq)
    .executeTakeFirst();

const findKnown = async (tx: Tx, items: readonly Preparation[]): Promise<Known> => ({
  cases: await findKnownCases(tx, items),
  notes: await findKnownNotes(
    tx,
    items.map(({ id }) => id),
  ),
});

const answerAgain = async (
  tx: Tx,
  items: readonly Preparation[],
  refusals: string,
): Promise<ItemResult[]> => {
  const known = await findKnown(tx, items);
  const parsed = v.parse(untakenSchema, JSON.parse(refusals));
  return toItemResults(repeatOutcomes(items, known, parsed), {
    registrations: known.cases,
    notes: known.notes,
    noteOutcomes: new Map(),
  });
};

const moveChain = async (
  tx: Tx,
  kiosk: KioskRecord,
  batch: ReceivedBatch,
  done: {
    readonly now: number;
    readonly fresh: number;
    readonly refusals: string;
  },
): Promise<void> => {
  await tx
    .insertInto('batches')
    .values({
      kiosk_id: kiosk.id,
      seq: batch.seq,
      digest: batch.digest,
      taken_at: done.now,
      refusals: done.refusals,
    })
    .execute();
  await tx
    .updateTable('kiosks')
    .set({
      seq: batch.seq,
      digest: batch.digest,
      submissions: kiosk.submissions + done.fresh,
    })
    .where('id', '=', kiosk.id)
    .execute();
};

const takeNext = async (
  context: PortalContext,
  tx: Tx,
  kiosk: KioskRecord,
  batch: ReceivedBatch,
  items: readonly Preparation[],
): Promise<ItemResult[]> => {
  const now = context.clock.now();
  const known = await findKnown(tx, items);
  const outcomes = decideOutcomes(items, known);
  const notes = outcomes.flatMap((outcome) => (outcome.type === 'note' ? [outcome.note] : []));
  const fresh = outcomes.flatMap((outcome) => (outcome.type === 'fresh' ? [outcome.item] : []));
  const same = new Set(
    outcomes.flatMap((outcome) => (outcome.type === 'same' ? [outcome.id] : [])),
  );
  const foreign = known.cases.filter(({ id, kioskId }) => same.has(id) && kioskId !== kiosk.id);
  const registered = await registerSubmissions(context, tx, fresh, {
    kioskId: kiosk.id,
    change: kiosk.change,
    now,
    demonstration: kiosk.demonstration,
  });
  await noteMatters(
    context,
    tx,
    fresh.map(({ content }) => content),
  );
  const adopted = await adoptCases(
    tx,
    foreign.map(({ id }) => id),
    { kioskId: kiosk.id, change: kiosk.change + fresh.length },
  );
  // Notes may change cases, and give numbers of their own after these.
  await tx
    .updateTable('kiosks')
    .set({ change: kiosk.change + fresh.length + adopted })
    .where('id', '=', kiosk.id)
    .execute();
  await bookReceptions(
    context,
    tx,
    fresh.map(({ content }) => content),
  );
  const bringer = { kioskId: kiosk.id, now, demonstration: kiosk.demonstration };
  const noteOutcomes = await takeNotes(context, tx, notes, bringer);
  const results = toItemResults(outcomes, {
    registrations: [...known.cases, ...registered],
    notes: known.notes,
    noteOutcomes,
  });
  const refusals = JSON.stringify(untakenOf(results));
  await moveChain(tx, kiosk, batch, { now, fresh: fresh.length, refusals });
  return results;
};

const decide = async (
  context: PortalContext,
  tx: Tx,
  kiosk: KioskRecord,
  batch: ReceivedBatch,
  items: readonly Preparation[],
): Promise<ItemResult[] | undefined> => {
  const sameSeq = batch.seq > kiosk.seq ? undefined : await batchTakenAs(tx, kiosk.id, batch.seq);
  switch (placeInChain(batch, batch.digest, kiosk, sameSeq)) {
    case 'next':
      return takeNext(context, tx, kiosk, batch, items);
    case 'again':
      return answerAgain(tx, items, sameSeq?.refusals ?? '{}');
    case 'early':
      return undefined;
    case 'conflict':
      throw new KioskProblem('sequence-conflict');
  }
};

export interface StoredBatch {
  /** In which the batch was taken: a new one begins only when no kiosk's row is locked. */
  readonly epoch: string;
  readonly results: ItemResult[];
}

/**
 * Takes a batch in one transaction: either all of its items are decided and the chain has moved on,
 * or nothing happened. Undefined when an earlier batch is missing. Throws `KioskProblem`.
 */
export const storeBatch = async (
  context: PortalContext,
  tx: Tx,
  batch: ReceivedBatch,
  items: readonly Preparation[],
): Promise<StoredBatch | undefined> => {
  const kiosk = await lockKiosk(tx, batch.kiosk);
  const results = await decide(context, tx, kiosk, batch, items);
  return results && { epoch: await readEpoch(tx), results };
};
