import * as v from 'valibot';
import { CITIZEN_ACTS, MESSAGE_LENGTH } from '../case-talk.ts';
import { slotIdSchema } from '../receptions.ts';
import { ATTACHMENT_LIMITS, sentDocumentSchema } from '../sent-documents.ts';
import { lookupIdSchema } from '../sync-protocol.ts';

/** A citizen's word in a case: sealed to the portal, proven by the key that the receipt opens the case with. */
export const messageNoteSchema = v.strictObject({
  v: v.literal(1),
  id: v.pipe(v.string(), v.uuid()),
  kind: v.literal('message'),
  lookupId: lookupIdSchema,
  act: v.picklist(CITIZEN_ACTS),
  text: v.pipe(v.string(), v.maxLength(MESSAGE_LENGTH)),
  /** Which of the offered times, with `take-time`; which one, with `confirm-time`. */
  slotId: v.optional(slotIdSchema),
  /** With `add-document`: the files, whose parts follow under this note's id. */
  documents: v.optional(
    v.pipe(v.array(sentDocumentSchema), v.minLength(1), v.maxLength(ATTACHMENT_LIMITS.files)),
  ),
  /** By the kiosk's best clock, milliseconds since the Unix epoch. */
  at: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  /** HMAC-SHA256 under the case key over `messageProofText`, base64url: whoever has no receipt cannot write. */
  proof: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/)),
});
export type MessageNote = v.InferOutput<typeof messageNoteSchema>;

export const messageProofText = ({
  id,
  act,
  at,
  text,
  slotId,
  documents = [],
}: Omit<MessageNote, 'v' | 'kind' | 'lookupId' | 'proof'>): string =>
  [
    'asan-message/1',
    id,
    act,
    String(at),
    text,
    ...(slotId === undefined ? [] : [slotId]),
    ...documents.map(({ fileId, sha256 }) => `${fileId} ${sha256}`),
  ].join('\0');
