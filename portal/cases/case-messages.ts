import * as v from 'valibot';
import type { AuthorityAct, CaseMessage, CitizenAct } from '../../contract/case-talk.ts';
import { pagesOf } from '../../contract/documents.ts';
import { type SentDocument, sentDocumentSchema } from '../../contract/sent-documents.ts';
import type { Db, PortalContext, Tx } from '../context.ts';
import { toOfficial } from '../officials/officials.ts';
import { openMessageText, sealMessage } from '../seals/message-seal.ts';

const documentsSchema = v.pipe(v.string(), v.parseJson(), v.array(sentDocumentSchema));
/** What the sealed list of files is bound to: neither another message's, nor taken for its words. */
const listOf = (messageId: string): string => `${messageId}/documents`;

const openDocuments = async (
  { keys }: Pick<PortalContext, 'keys'>,
  id: string,
  sealed: string | null,
): Promise<readonly SentDocument[]> =>
  sealed === null
    ? []
    : v.parse(documentsSchema, await openMessageText(sealed, listOf(id), keys.contentKey));

/** Papers that came into a case after its submission. */
export interface AddedDocuments {
  /** The message that names them: their parts came under its id. */
  readonly messageId: string;
  readonly at: number;
  readonly documents: readonly SentDocument[];
}

export const readAddedDocuments = async (
  context: Pick<PortalContext, 'keys'>,
  db: Db,
  caseId: string,
): Promise<readonly AddedDocuments[]> => {
  const rows = await db
    .selectFrom('case_messages')
    .select(['id', 'at', 'documents'])
    .where('case_id', '=', caseId)
    .where('documents', 'is not', null)
    .orderBy('at')
    .orderBy('id')
    .execute();
  return Promise.all(
    rows.map(async ({ id, at, documents }) => ({
      messageId: id,
      at,
      documents: await openDocuments(context, id, documents),
    })),
  );
};

/** Everything that was written in a case, oldest first, opened. */
export const readMessages = async (
  context: Pick<PortalContext, 'keys'>,
  db: Db,
  caseId: string,
): Promise<CaseMessage[]> => {
  const rows = await db
    .selectFrom('case_messages')
    .leftJoin('officials', 'officials.id', 'case_messages.official_id')
    .select(['case_messages.id', 'act', 'at', 'text', 'documents', 'full_name', 'position'])
    .where('case_id', '=', caseId)
    .orderBy('at')
    .orderBy('case_messages.id')
    .execute();
  return Promise.all(
    rows.map(async ({ id, act, at, text, documents, full_name, position }) => ({
      id,
      act,
      at,
      fromCitizen: full_name === null,
      text: await openMessageText(text, id, context.keys.contentKey),
      ...(documents !== null && { pages: pagesOf(await openDocuments(context, id, documents)) }),
      ...(full_name === null || position === null
        ? {}
        : { official: toOfficial({ full_name, position }) }),
    })),
  );
};

export interface NewMessage {
  readonly id: string;
  readonly act: CitizenAct | AuthorityAct;
  readonly at: number;
  readonly text: string;
  readonly officialId?: string;
  readonly kioskId?: string;
  readonly digest?: string;
  readonly documents?: readonly SentDocument[] | undefined;
}

export const addMessage = async (
  { keys }: Pick<PortalContext, 'keys'>,
  tx: Tx,
  caseId: string,
  { id, act, at, text, officialId, kioskId, digest, documents }: NewMessage,
): Promise<void> => {
  await tx
    .insertInto('case_messages')
    .values({
      id,
      case_id: caseId,
      act,
      at,
      official_id: officialId ?? null,
      kiosk_id: kioskId ?? null,
      text: await sealMessage(text, id, keys.contentKey),
      documents:
        documents === undefined
          ? null
          : await sealMessage(JSON.stringify(documents), listOf(id), keys.contentKey),
      digest: digest ?? null,
    })
    .execute();
};
