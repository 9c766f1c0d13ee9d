import { createHmac } from 'node:crypto';
import type { SpokenAct } from '../../../../contract/case-talk.ts';
import { type MessageNote, messageProofText } from '../../../../contract/notes/message.ts';
import { err, fail, ok, type Result } from '../../../../contract/result.ts';
import type { CaseView, CaseMessageView } from '../../../../contract/views.ts';
import type { KioskError } from '../../../../contract/errors.ts';
import type { Ids } from '../../ports.ts';
import { sealLocalMessage } from '../../sealing/case-seals.ts';
import type { CaseAccess } from '../../sealing/receipt-key.ts';
import { sealSubmission } from '../../sealing/seal-submission.ts';
import type { SubmissionQueue } from '../../submission-queue.ts';

export interface SendOptions {
  readonly queue: Pick<SubmissionQueue, 'sealingKey' | 'saveNotes'>;
  readonly ids: Ids;
  /** Best time, milliseconds since the Unix epoch. */
  readonly now: () => number;
}

interface Words {
  readonly act: SpokenAct;
  readonly text: string;
  readonly slotId?: string;
}

type SendFault = 'case_closed' | 'bad_input' | 'not_set_up';

/** Acts that say enough by themselves. */
const WORDLESS: readonly SpokenAct[] = [
  'withdraw',
  'ask-why',
  'confirm-time',
  'take-time',
  'ask-time',
];
/** Acts that name a time of the reception. */
const OF_A_TIME: readonly SpokenAct[] = ['confirm-time', 'take-time'];

const isOffered = ({ reception }: Pick<CaseView, 'reception'>, { act, slotId }: Words): boolean =>
  act === 'take-time'
    ? reception?.offers.some((offer) => offer.slotId === slotId) === true
    : reception?.appointment?.slotId === slotId;

/** Shows that the writer holds the receipt's key. */
export const proofOf = (note: Omit<MessageNote, 'proof'>, key: Uint8Array): string =>
  createHmac('sha256', key).update(messageProofText(note)).digest('base64url');

/** A second tap is the same message. */
const wasSaid = ({ act, text }: Words, messages: readonly CaseMessageView[]): boolean =>
  messages.some(
    (message) => message.delivery !== 'received' && message.act === act && message.text === text,
  );

/** Seals what the citizen writes and saves it, with a copy under the receipt's key for the case's page. */
export const sendMessage = async (
  { queue, ids, now }: SendOptions,
  view: Pick<CaseView, 'acts' | 'messages' | 'reception'>,
  { lookupId, key }: CaseAccess,
  words: Words,
): Promise<Result<null, KioskError<SendFault>>> => {
  if (wasSaid(words, view.messages)) return ok(null);
  if (!view.acts.includes(words.act)) return fail('case_closed');
  if (words.text === '' && !WORDLESS.includes(words.act))
    return err({ code: 'bad_input', fields: [{ field: 'text', rule: 'required' }] });
  // Moved or taken meanwhile: the page shows what there is now.
  if (OF_A_TIME.includes(words.act) && !isOffered(view, words)) return fail('case_closed');
  const sealingKey = queue.sealingKey();
  if (sealingKey === undefined) return fail('not_set_up');
  const at = now();
  const head = { v: 1, id: ids.next(), kind: 'message', lookupId, ...words, at } as const;
  const note: MessageNote = { ...head, proof: proofOf(head, key) };
  const sealed = await sealSubmission(note, sealingKey);
  const local = await sealLocalMessage({ v: 1, act: words.act, text: words.text, at }, key);
  await queue.saveNotes([{ id: note.id, kind: 'message', savedAt: at, sealed, lookupId }], (data) =>
    data.messages.set(note.id, { lookupId, sealed: local, savedAt: at }),
  );
  return ok(null);
};
