import { foldForSearch } from '../../contract/domain/az-text.ts';
import { parseReceiptCode } from '../../contract/domain/receipt-code.ts';
import type { Answers } from '../../contract/packs.ts';
import type { SubmissionContent } from '../../contract/sync-protocol.ts';
import type { PortalContext, Tx } from '../context.ts';
import { referenceTag } from '../cases/reference-tag.ts';
import { tagOf } from '../seals/digest.ts';

const textOf = (answers: Answers, field: string): string => {
  const answer = answers[field];
  return typeof answer === 'string' ? foldForSearch(answer).trim() : '';
};

/** A name alone is shared by many: it needs one way to be reached beside it. */
const CONTACTS = ['phone', 'email', 'address', 'legalAddress', 'workplace'];

type Appeal = Pick<SubmissionContent, 'id' | 'authorityId' | 'answers' | 'identity'>;

/** Who writes, as far as the appeal says: the FIN, else the name with the first contact; undefined when neither is given. */
const personText = ({ answers, identity }: Appeal): string | undefined => {
  const fin = identity?.fin?.toLowerCase() ?? textOf(answers, 'applicantFin');
  if (fin !== '') return `fin\0${fin}`;
  const name = textOf(answers, 'applicantName');
  const contact = CONTACTS.map((field) => textOf(answers, field)).find((text) => text !== '');
  return name === '' || contact === undefined ? undefined : `name\0${name}\0${contact}`;
};

const earlierTag = (context: PortalContext, answers: Answers): string | null => {
  const named = answers['earlierReference'];
  const reference = typeof named === 'string' ? parseReceiptCode(named) : undefined;
  return reference?.ok === true ? referenceTag(context, reference.value) : null;
};

const toRow = (context: PortalContext, appeal: Appeal) => {
  const { id, authorityId, answers } = appeal;
  const person = personText(appeal);
  const direction = answers['direction'];
  return {
    case_id: id,
    authority_id: authorityId,
    direction: typeof direction === 'string' ? direction : '',
    person_tag: person === undefined ? null : tagOf(context.keys.indexKey, 'appeal-person', person),
    earlier_tag: earlierTag(context, answers),
  };
};

/** Notes of newly registered appeals what tells later whether two are one matter. */
export const noteMatters = async (
  context: PortalContext,
  tx: Tx,
  contents: readonly SubmissionContent[],
): Promise<void> => {
  const rows = contents.filter(({ kind }) => kind === 'appeal').map((one) => toRow(context, one));
  if (rows.length > 0) await tx.insertInto('appeal_matters').values(rows).execute();
};
