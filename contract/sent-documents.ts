import * as v from 'valibot';
import { KEPT_TYPES, MISSING_REASONS } from './documents.ts';
import { identifierSchema } from './packs.ts';

/**
 * Papers on their way to the portal. A submission names its files (in its own seal); each file
 * follows in parts, one sealed note a part, so that a cut line costs one part and nothing twice.
 */

export const ATTACHMENT_LIMITS = {
  /** Bytes of a file in one part: with base64 inside and outside the seal it stays below a submission's limit. */
  partBytes: 128 * 1024,
  parts: 90,
  files: 40,
} as const;

const digest = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/));
const uuid = v.pipe(v.string(), v.uuid());
const count = (most: number) =>
  v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(most));
const fileBytes = count(ATTACHMENT_LIMITS.partBytes * ATTACHMENT_LIMITS.parts);

export const fileEntries = {
  fileId: uuid,
  mediaType: v.picklist(KEPT_TYPES),
  bytes: fileBytes,
  /** SHA-256 of the whole file, base64url. */
  sha256: digest,
};

/** A file as its submission names it. */
export const sentDocumentSchema = v.strictObject({
  ...fileEntries,
  /** Absent for what belongs to no paper of the list. */
  paperId: v.optional(identifierSchema),
  pages: count(1_000),
});
export type SentDocument = v.InferOutput<typeof sentDocumentSchema>;

export const missingPaperSchema = v.strictObject({
  paperId: identifierSchema,
  reason: v.picklist(MISSING_REASONS),
});
export type MissingPaper = v.InferOutput<typeof missingPaperSchema>;
