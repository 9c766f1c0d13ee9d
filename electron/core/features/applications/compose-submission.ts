import { createReceiptCode, RECEIPT_CODE_BYTES } from '../../../../contract/domain/receipt-code.ts';
import type { GivenConsent } from '../../../../contract/consent.ts';
import type { Language } from '../../../../contract/languages.ts';
import type { Answers, ServicePack } from '../../../../contract/packs.ts';
import { PROTOCOL_VERSION, type PublicJwk } from '../../../../contract/sync-protocol.ts';
import { submittedIdentity, type Identity } from '../../identity.ts';
import type { Random } from '../../ports.ts';
import type { AskedFor } from './asked-reception.ts';
import { missingPapers, sentDocument } from '../../attachments.ts';
import type { HeldDocuments } from '../../documents.ts';
import { type CaseNote, sealCaseNote } from '../../sealing/case-seals.ts';
import { deriveCaseAccess } from '../../sealing/receipt-key.ts';
import { sealSubmission } from '../../sealing/seal-submission.ts';
import type { SealedSubmission } from '../../submission-queue.ts';

export interface Application {
  readonly id: string;
  readonly service: ServicePack;
  /** As `checkAnswers` gave them back. */
  readonly answers: Answers;
  readonly authorityId: string;
  readonly language: Language;
  /** Milliseconds since the Unix epoch. */
  readonly confirmedAt: number;
  /** The member of staff who sat beside the citizen. */
  readonly helper?: { readonly number: string; readonly name: string };
  readonly identity: Identity;
  readonly consent?: GivenConsent | undefined;
  readonly documents: HeldDocuments;
  readonly reception: AskedFor | undefined;
}

export interface ComposedSubmission {
  readonly reference: string;
  readonly code: string;
  readonly submission: SealedSubmission;
}

/** Makes the receipt's reference and code and seals everything; nothing readable is left in the result but these two. */
export const composeSubmission = async (
  application: Application,
  sealingKey: PublicJwk,
  random: Random,
): Promise<ComposedSubmission> => {
  const reference = createReceiptCode(random.bytes(RECEIPT_CODE_BYTES));
  const code = createReceiptCode(random.bytes(RECEIPT_CODE_BYTES));
  const access = await deriveCaseAccess(reference, code);
  const { id, service, answers, authorityId, language, confirmedAt, helper, identity, consent } =
    application;
  const { reception } = application;
  const serviceTitle = service.passport.title;
  const content = {
    v: PROTOCOL_VERSION,
    id,
    kind: service.purpose,
    reference,
    serviceId: service.id,
    serviceVersion: service.version,
    authorityId,
    serviceTitle,
    language,
    answers,
    confirmedAt,
    ...papersOf(application),
    ...(consent && { consent }),
    ...(reception && { reception: reception.asked }),
    ...(helper && { helper: { number: helper.number, name: helper.name } }),
    identity: submittedIdentity(identity),
    caseAccess: {
      lookupId: access.lookupId,
      key: Buffer.from(access.key).toString('base64url'),
    },
  } as const;
  const note: CaseNote = {
    v: 1,
    reference,
    title: serviceTitle,
    authorityId,
    savedAt: confirmedAt,
    ...(reception && {
      reception: { certain: reception.told.certain, times: [...reception.told.times] },
    }),
  };
  return {
    reference,
    code,
    submission: {
      id,
      kind: service.purpose,
      savedAt: confirmedAt,
      lookupId: access.lookupId,
      sealed: await sealSubmission(content, sealingKey),
      note: await sealCaseNote(note, access.key),
    },
  };
};

/** The files that follow, and the papers that do not. */
const papersOf = ({ service, documents }: Application) => {
  const missing = missingPapers(service, documents);
  return {
    ...(documents.files.length > 0 && { documents: documents.files.map(sentDocument) }),
    ...(missing.length > 0 && { missingPapers: [...missing] }),
  };
};
