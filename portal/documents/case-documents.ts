import type { SentDocument } from '../../contract/sent-documents.ts';
import type { SubmissionContent } from '../../contract/sync-protocol.ts';
import type { ServicePack } from '../../contract/packs.ts';
import { readAddedDocuments } from '../cases/case-messages.ts';
import type { PortalContext } from '../context.ts';
import type { CaseDetail } from '../desk-api.ts';
import { DeskProblemError } from '../officials/desk-problem.ts';
import { openFile } from './open-file.ts';

const titleOf = (service: ServicePack | undefined, paperId: string | undefined) => {
  const paper = service?.passport.papers.find(({ id }) => id === paperId);
  return paper === undefined ? {} : { title: paper.title };
};

/** A file that is named in a case. */
interface Named {
  readonly document: SentDocument;
  /** Id of the submission or message that names it: its parts came under it. */
  readonly by: string;
  /** When it was added after the submission. */
  readonly addedAt?: number;
}

const namedIn = async (context: PortalContext, content: SubmissionContent): Promise<Named[]> => {
  const sent = (content.documents ?? []).map((document) => ({ document, by: content.id }));
  const added = await readAddedDocuments(context, context.db, content.id);
  return [
    ...sent,
    ...added.flatMap(({ messageId, at, documents }) =>
      documents.map((document) => ({ document, by: messageId, addedAt: at })),
    ),
  ];
};

type Papers = Pick<CaseDetail, 'documents' | 'missingPapers'>;

/** The papers that came with a case and after it, and those that the person did not add. */
export const describePapers = async (
  context: PortalContext,
  content: SubmissionContent,
): Promise<Papers> => {
  const named = await namedIn(context, content);
  return {
    documents: await describeDocuments(context, content, named),
    missingPapers: describeMissing(context, content, named),
  };
};

/** The files that the submission and later messages name, and how much of each is here. */
const describeDocuments = async (
  context: PortalContext,
  content: SubmissionContent,
  named: readonly Named[],
): Promise<Papers['documents']> => {
  if (named.length === 0) return [];
  const rows = await context.db
    .selectFrom('attachments')
    .select(['file_id', 'state'])
    .where('submission_id', '=', content.id)
    .execute();
  const states = new Map(rows.map(({ file_id: id, state }) => [id, state]));
  const service = context.content.services.get(content.serviceId);
  return named.map(({ document: { fileId, paperId, mediaType, bytes, pages }, addedAt }) => ({
    fileId,
    mediaType,
    bytes,
    pages,
    ...titleOf(service, paperId),
    ...(addedAt !== undefined && { addedAt }),
    state: states.get(fileId) ?? 'coming',
  }));
};

/** Papers that the person did not add, and why; what has come since is not missing any more. */
const describeMissing = (
  { content: packs }: PortalContext,
  { serviceId, missingPapers = [] }: SubmissionContent,
  named: readonly Named[],
): Papers['missingPapers'] => {
  const service = packs.services.get(serviceId);
  const here = new Set(named.map(({ document }) => document.paperId));
  return missingPapers
    .filter(({ paperId }) => !here.has(paperId))
    .map(({ paperId, reason }) => ({ paperId, reason, ...titleOf(service, paperId) }));
};

/**
 * A whole file that is named in this very case, with the hash it was promised under. Throws
 * `DeskProblemError`: not-found, also for what has not come in yet.
 */
export const readDocument = async (
  context: PortalContext,
  content: SubmissionContent,
  fileId: string,
): Promise<{ readonly bytes: Buffer; readonly mediaType: string }> => {
  const all = await namedIn(context, content);
  const named = all.find(({ document }) => document.fileId === fileId);
  const opened = named === undefined ? undefined : await openFile(context, context.db, fileId);
  if (
    named === undefined ||
    opened === undefined ||
    opened.part.submissionId !== named.by ||
    opened.part.sha256 !== named.document.sha256
  )
    throw new DeskProblemError('not-found');
  return { bytes: opened.bytes, mediaType: named.document.mediaType };
};
