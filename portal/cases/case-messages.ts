import type { AuthorityAct, CaseMessage, CitizenAct } from '../../contract/case-talk.ts';
import type { Db, PortalContext, Tx } from '../context.ts';
import { toOfficial } from '../officials/officials.ts';
import { openMessageText, sealMessage } from '../seals/message-seal.ts';

/** Everything that was written in a case, oldest first, opened. */
export const readMessages = async (
  { keys }: Pick<PortalContext, 'keys'>,
  db: Db,
  caseId: string,
): Promise<CaseMessage[]> => {
  const rows = await db
    .selectFrom('case_messages')
    .leftJoin('officials', 'officials.id', 'case_messages.official_id')
    .select(['case_messages.id', 'act', 'at', 'text', 'full_name', 'position'])
    .where('case_id', '=', caseId)
    .orderBy('at')
    .orderBy('case_messages.id')
    .execute();
  return Promise.all(
    rows.map(async ({ id, act, at, text, full_name, position }) => ({
      id,
      act,
      at,
      fromCitizen: full_name === null,
      text: await openMessageText(text, id, keys.contentKey),
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
}

export const addMessage = async (
  { keys }: Pick<PortalContext, 'keys'>,
  tx: Tx,
  caseId: string,
  { id, act, at, text, officialId, kioskId, digest }: NewMessage,
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
      digest: digest ?? null,
    })
    .execute();
};
