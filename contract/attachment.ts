import * as v from 'valibot';
import { noteHead } from './note-content.ts';
import { ATTACHMENT_LIMITS, fileEntries } from './sent-documents.ts';

const whole = v.pipe(v.number(), v.safeInteger());

/** A part of a file: sealed content of a note. */
export const attachmentPartSchema = v.strictObject({
  ...noteHead,
  kind: v.literal('attachment'),
  submissionId: v.pipe(v.string(), v.uuid()),
  ...fileEntries,
  index: v.pipe(
    v.number(),
    v.safeInteger(),
    v.minValue(0),
    v.maxValue(ATTACHMENT_LIMITS.parts - 1),
  ),
  count: v.pipe(whole, v.minValue(1), v.maxValue(ATTACHMENT_LIMITS.parts)),
  /** Base64. */
  data: v.pipe(v.string(), v.base64(), v.maxLength(Math.ceil(ATTACHMENT_LIMITS.partBytes / 3) * 4)),
});
export type AttachmentPart = v.InferOutput<typeof attachmentPartSchema>;
