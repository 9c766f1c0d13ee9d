import { createHash } from 'node:crypto';
import type { AttachmentPart } from '../../contract/attachment.ts';
import {
  ATTACHMENT_LIMITS,
  type MissingPaper,
  type SentDocument,
} from '../../contract/sent-documents.ts';
import { USUAL_REASON } from '../../contract/documents.ts';
import type { ServicePack } from '../../contract/packs.ts';
import { PROTOCOL_VERSION, type PublicJwk } from '../../contract/sync-protocol.ts';
import type { HeldDocuments, HeldFile } from './documents.ts';
import type { Ids } from './ports.ts';
import { sealSubmission } from './sealing/seal-submission.ts';
import type { SealedNote, SubmissionQueue } from './submission-queue.ts';

/** Papers of a form that may be added to it; others are only shown at the counter. */
export const papersToAdd = ({ passport }: Pick<ServicePack, 'passport'>) =>
  passport.papers.filter(({ attach }) => attach !== 'show');

const notAdded = (service: ServicePack, { files }: HeldDocuments) =>
  papersToAdd(service).filter(({ id }) => !files.some(({ paperId }) => paperId === id));

/** Ids of papers without which the application is not taken. */
export const papersInTheWay = (service: ServicePack, held: HeldDocuments): readonly string[] =>
  notAdded(service, held)
    .filter(({ attach }) => attach === 'required')
    .map(({ id }) => id);

export const missingPapers = (service: ServicePack, held: HeldDocuments): readonly MissingPaper[] =>
  notAdded(service, held).map(({ id }) => ({
    paperId: id,
    reason: held.reasons[id] ?? USUAL_REASON,
  }));

export const sentDocument = ({ id, paperId, mediaType, pages, bytes }: HeldFile): SentDocument => ({
  fileId: id,
  mediaType,
  bytes: bytes.length,
  sha256: createHash('sha256').update(bytes).digest('base64url'),
  ...(paperId !== undefined && { paperId }),
  pages,
});

export interface AttachmentTarget {
  /** Of what names the files: the submission, or the note that adds them to a case. */
  readonly submissionId: string;
  readonly lookupId: string;
  readonly savedAt: number;
  readonly sealingKey: PublicJwk;
}

const partsOf = (bytes: Uint8Array): readonly Uint8Array[] =>
  Array.from({ length: Math.ceil(bytes.length / ATTACHMENT_LIMITS.partBytes) }, (_, index) =>
    bytes.subarray(index * ATTACHMENT_LIMITS.partBytes, (index + 1) * ATTACHMENT_LIMITS.partBytes),
  );

/** Seals a file part by part: only one part at a time is in memory beside the file. */
async function* sealParts(
  file: HeldFile,
  { submissionId, lookupId, savedAt, sealingKey }: AttachmentTarget,
  ids: Ids,
): AsyncGenerator<SealedNote> {
  const { fileId, mediaType, bytes, sha256 } = sentDocument(file);
  const parts = partsOf(file.bytes);
  for (const [index, part] of parts.entries()) {
    const content: AttachmentPart = {
      v: PROTOCOL_VERSION,
      id: ids.next(),
      kind: 'attachment',
      submissionId,
      fileId,
      mediaType,
      bytes,
      sha256,
      index,
      count: parts.length,
      data: Buffer.from(part).toString('base64'),
    };
    const sealed = await sealSubmission(content, sealingKey);
    yield { id: content.id, kind: 'attachment', savedAt, lookupId, sealed };
  }
}

/**
 * Papers first, part by part, held; then `save` lets them go in one change. A full disk is met before
 * anything was accepted, and a power cut in between leaves nothing that is sent.
 */
export const saveWithParts = async (
  { queue, ids }: { readonly queue: Pick<SubmissionQueue, 'hold' | 'dropHeld'>; readonly ids: Ids },
  files: readonly HeldFile[],
  target: AttachmentTarget,
  save: (held: readonly string[]) => Promise<void>,
): Promise<void> => {
  const held: string[] = [];
  try {
    for (const file of files)
      for await (const part of sealParts(file, target, ids)) {
        await queue.hold([part]);
        held.push(part.id);
      }
    await save(held);
  } catch (error) {
    await queue.dropHeld(held);
    throw error;
  }
};
