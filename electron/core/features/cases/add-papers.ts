import { pagesOf } from '../../../../contract/documents.ts';
import { fail, ok, type Result } from '../../../../contract/result.ts';
import type { KioskError } from '../../../../contract/errors.ts';
import type { MessageNote } from '../../../../contract/notes/message.ts';
import type { PapersToAdd } from '../../../../contract/views.ts';
import { papersToAdd, saveWithParts, sentDocument } from '../../attachments.ts';
import { bytesOf, type HeldFile } from '../../documents.ts';
import type { Ids } from '../../ports.ts';
import { sealLocalMessage } from '../../sealing/case-seals.ts';
import type { CaseAccess } from '../../sealing/receipt-key.ts';
import { sealSubmission } from '../../sealing/seal-submission.ts';
import type { Citizen } from '../../session.ts';
import type { SubmissionQueue } from '../../submission-queue.ts';
import type { KnownPacks } from './case-view.ts';
import { proofOf } from './send-message.ts';

export interface AddPapersOptions {
  readonly queue: Pick<
    SubmissionQueue,
    'sealingKey' | 'saveNotes' | 'hold' | 'dropHeld' | 'waitingBytes'
  >;
  readonly ids: Ids;
  /** Best time, milliseconds since the Unix epoch. */
  readonly now: () => number;
  /** Bytes of papers that may wait on this kiosk. */
  readonly mostWaitingBytes: number;
}

type AddFault = 'bad_input' | 'not_set_up' | 'storage_full';

/** What was begun for a case and not sent goes on; else a new addition begins. */
export const beginAddition = (
  { additions }: Citizen,
  reference: string,
  serviceId: string | undefined,
  ids: Ids,
): string => {
  const [begun] = [...additions].find(
    ([, addition]) => addition.reference === reference && addition.sent === undefined,
  ) ?? [ids.next()];
  if (!additions.has(begun))
    additions.set(begun, { reference, ...(serviceId !== undefined && { serviceId }) });
  return begun;
};

/** The papers that a case's form lists, where this kiosk has the form. */
export const listedPapers = (
  { services }: KnownPacks,
  serviceId: string | undefined,
): PapersToAdd['papers'] => {
  const service = services.get(serviceId ?? '');
  return service === undefined
    ? []
    : papersToAdd(service).map(({ id, title, condition }) => ({
        id,
        title,
        ...(condition !== undefined && { condition }),
      }));
};

/**
 * Seals a note that names the files, proven like words in the case, and the files part by part; all
 * of it is saved, or nothing. `id` becomes the note's: the same addition can never be there twice.
 */
export const addPapers = async (
  { queue, ids, now, mostWaitingBytes }: AddPapersOptions,
  id: string,
  { lookupId, key }: CaseAccess,
  files: readonly HeldFile[],
): Promise<Result<null, KioskError<AddFault>>> => {
  if (files.length === 0)
    return fail('bad_input', { fields: [{ field: 'documents', rule: 'required' }] });
  const sealingKey = queue.sealingKey();
  if (sealingKey === undefined) return fail('not_set_up');
  if (queue.waitingBytes('attachment') + bytesOf(files) > mostWaitingBytes)
    return fail('storage_full');
  const at = now();
  const said = { v: 1, act: 'add-document', text: '', at } as const;
  const head = {
    ...said,
    id,
    kind: 'message',
    lookupId,
    documents: files.map(sentDocument),
  } as const;
  const note: MessageNote = { ...head, proof: proofOf(head, key) };
  const sealed = await sealSubmission(note, sealingKey);
  const local = await sealLocalMessage({ ...said, pages: pagesOf(files) }, key);
  const target = { submissionId: id, lookupId, savedAt: at, sealingKey };
  await saveWithParts({ queue, ids }, files, target, (parts) =>
    queue.saveNotes(
      [{ id, kind: 'message', savedAt: at, sealed, lookupId }],
      (data) => data.messages.set(id, { lookupId, sealed: local, savedAt: at, parts }),
      parts,
    ),
  );
  return ok(null);
};
