import type { SubmissionContent } from '../../contract/sync-protocol.ts';
import type { ServicePack } from '../../contract/packs.ts';
import type { PortalContext } from '../context.ts';
import type { CaseDetail } from '../desk-api.ts';
import { DeskProblemError } from '../officials/desk-problem.ts';
import { openFile } from './open-file.ts';

const titleOf = (service: ServicePack | undefined, paperId: string | undefined) => {
  const paper = service?.passport.papers.find(({ id }) => id === paperId);
  return paper === undefined ? {} : { title: paper.title };
};

/** The files that the submission names, and how much of each is here. */
export const describeDocuments = async (
  { db, content: packs }: PortalContext,
  content: SubmissionContent,
): Promise<CaseDetail['documents']> => {
  const named = content.documents ?? [];
  if (named.length === 0) return [];
  const rows = await db
    .selectFrom('attachments')
    .select(['file_id', 'state'])
    .where('submission_id', '=', content.id)
    .execute();
  const states = new Map(rows.map(({ file_id: id, state }) => [id, state]));
  const service = packs.services.get(content.serviceId);
  return named.map(({ fileId, paperId, mediaType, bytes, pages }) => ({
    fileId,
    mediaType,
    bytes,
    pages,
    ...titleOf(service, paperId),
    state: states.get(fileId) ?? 'coming',
  }));
};

/** Papers that the person did not add, and why. */
export const describeMissing = (
  { content: packs }: PortalContext,
  { serviceId, missingPapers = [] }: SubmissionContent,
): CaseDetail['missingPapers'] => {
  const service = packs.services.get(serviceId);
  return missingPapers.map(({ paperId, reason }) => ({
    paperId,
    reason,
    ...titleOf(service, paperId),
  }));
};

/**
 * A whole file that this very submission names, with the hash it was promised under. Throws
 * `DeskProblemError`: not-found, also for what has not come in yet.
 */
export const readDocument = async (
  context: PortalContext,
  content: SubmissionContent,
  fileId: string,
): Promise<{ readonly bytes: Buffer; readonly mediaType: string }> => {
  const named = content.documents?.find((document) => document.fileId === fileId);
  const opened = named === undefined ? undefined : await openFile(context, context.db, fileId);
  if (
    named === undefined ||
    opened === undefined ||
    opened.part.submissionId !== content.id ||
    opened.part.sha256 !== named.sha256
  )
    throw new DeskProblemError('not-found');
  return { bytes: opened.bytes, mediaType: named.mediaType };
};
