import * as v from 'valibot';
import {
  batchItemSchema,
  batchSchema,
  LIMITS,
  type BatchItem,
  type Refusal,
} from '../../contract/sync-protocol.ts';
import { KioskProblem } from '../kiosks/kiosk-problem.ts';
import { digestOf } from '../seals/digest.ts';
import type { UnverifiedMessage } from '../seals/signed-messages.ts';

/** A batch whose items are taken one by one, so that a bad one does not stop the others. */
export interface ReceivedBatch {
  readonly kiosk: string;
  readonly seq: number;
  readonly prev: string;
  readonly digest: string;
  readonly items: readonly ReceivedItem[];
}
export type ReceivedItem =
  | { readonly ok: true; readonly item: BatchItem; readonly digest: string }
  | { readonly ok: false; readonly id: string; readonly refusal: Refusal };

const envelopeSchema = v.strictObject({
  ...batchSchema.entries,
  items: v.pipe(
    v.array(v.looseObject({ id: batchItemSchema.entries.id })),
    v.minLength(1),
    v.maxLength(LIMITS.batchItems),
  ),
});

const receiveItem = (raw: { readonly id: string }): ReceivedItem => {
  const parsed = v.safeParse(batchItemSchema, raw);
  return parsed.success
    ? { ok: true, item: parsed.output, digest: digestOf(parsed.output.sealed) }
    : { ok: false, id: raw.id, refusal: 'bad_content' };
};

/** Throws `KioskProblem`: too-large, or bad-message when not even the envelope can be read. */
export const parseBatch = (message: UnverifiedMessage): ReceivedBatch => {
  if (message.payload.length > LIMITS.batchBytes) throw new KioskProblem('too-large');
  const parsed = v.safeParse(envelopeSchema, message.json);
  if (!parsed.success) throw new KioskProblem('bad-message');
  const { kiosk, seq, prev, items } = parsed.output;
  return { kiosk, seq, prev, digest: digestOf(message.payload), items: items.map(receiveItem) };
};
