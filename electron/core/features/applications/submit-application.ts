import { placesByAuthority } from '../../../../contract/domain/place.ts';
import { toReceiptQr } from '../../../../contract/domain/receipt-code.ts';
import { findOfficial } from '../../../../contract/domain/reception.ts';
import { checkAnswers } from '../../../../contract/domain/service-form.ts';
import { addWorkingDays } from '../../../../contract/domain/working-days.ts';
import type { FieldError } from '../../../../contract/errors.ts';
import type { MethodInput, MethodResult } from '../../../../contract/kiosk-api.ts';
import type { Answers, ServicePack } from '../../../../contract/packs.ts';
import { fail, ok } from '../../../../contract/result.ts';
import type { PublicJwk } from '../../../../contract/sync-protocol.ts';
import type { Receipt } from '../../../../contract/views.ts';
import { minuteBand } from '../../../../contract/counters.ts';
import type { Counters } from '../../counters.ts';
import { isEnough, type Identity } from '../../identity.ts';
import type { KioskTime } from '../../kiosk-time.ts';
import type { KeptDrafts } from '../../kept-drafts.ts';
import type { Packs } from '../../packs/load-packs.ts';
import type { ReferenceTags } from '../../reference-tags.ts';
import { learnFrom } from '../../person.ts';
import { papersInTheWay, saveWithParts } from '../../attachments.ts';
import { bytesOf, NO_DOCUMENTS } from '../../documents.ts';
import type { Ids, Log, Random } from '../../ports.ts';
import type { SentMatters } from '../../sent-matters.ts';
import type { Citizen } from '../../session.ts';
import { StoreError } from '../../store/store.ts';
import type { SubmissionQueue } from '../../submission-queue.ts';
import {
  type AskedFor,
  type AskingOptions,
  askForReception,
  levelNeeded,
} from './asked-reception.ts';
import { composeSubmission } from './compose-submission.ts';

type Input = MethodInput<'applications.submit'>;
type Outcome = MethodResult<'applications.submit'>;

export interface SubmitOptions {
  readonly receptions: AskingOptions;
  readonly packs: Packs;
  readonly time: KioskTime;
  readonly random: Random;
  readonly queue: SubmissionQueue;
  readonly tags: ReferenceTags;
  readonly counters: Pick<Counters, 'note'>;
  readonly matters: Pick<SentMatters, 'tagOf' | 'note'>;
  /** Where an application goes whose form does not ask for an authority. */
  readonly ownAuthorityId: string;
  readonly keptDrafts: Pick<KeptDrafts, 'forget'>;
  readonly log: Log;
  readonly ids: Ids;
  /** Bytes of papers that may wait on this kiosk. */
  readonly mostWaitingBytes: number;
}

/** Checks, seals and saves an application; answers its receipt once it is durable. */
export const submitApplication = async (
  options: SubmitOptions,
  citizen: Citizen,
  input: Input,
): Promise<Outcome> => {
  const draft = citizen.drafts.get(input.applicationId);
  if (draft === undefined) return fail('not_found');
  const service = options.packs.services.get(draft.serviceId);
  if (service === undefined) return fail('service_withdrawn');
  if (service.version !== input.serviceVersion) return fail('service_changed');
  if (!isEnough(citizen.identity.level, service.level)) return fail('identity_needed');
  const { queue } = options;
  const sealingKey = queue.sealingKey();
  if (sealingKey === undefined) return fail('not_set_up');
  const checked = checkAnswers(service, input.answers, {
    today: options.time.today(),
    authorityIds: new Set(options.packs.authorities.map(({ id }) => id)),
    places: placesByAuthority(options.packs.maps),
    receptions: options.packs.receptions,
  });
  if (!checked.ok) return fail('answers_incomplete', { fields: checked.problems });
  const helpers = ownNumbers(citizen, service, checked.value);
  if (helpers.length > 0) return fail('answers_incomplete', { fields: helpers });
  const level = levelNeeded(
    service,
    checked.value,
    (id) => findOfficial(options.packs.receptions, id)?.official.level,
  );
  if (!isEnough(citizen.identity.level, level)) return fail('identity_needed');
  const foreign = foreignFin({ ...service, level }, checked.value, citizen.identity);
  if (foreign !== undefined)
    return fail('answers_incomplete', { fields: [{ field: foreign, rule: 'fin_not_yours' }] });
  const documents = citizen.documents.held.get(input.applicationId) ?? NO_DOCUMENTS;
  const lacking = papersInTheWay(service, documents);
  if (lacking.length > 0)
    return fail('answers_incomplete', { fields: [{ field: 'documents', rule: 'paper_missing' }] });
  const { consent } = options.packs;
  if (input.consentVersion !== undefined && input.consentVersion !== consent?.version)
    return fail('service_changed');
  if (queue.waitingBytes('attachment') + bytesOf(documents.files) > options.mostWaitingBytes)
    return fail('storage_full');
  // Last before saving: nothing that is asked after it may refuse what it has claimed.
  const asking = askForReception(options.receptions, service, checked.value);
  if (!asking.ok) return fail('answers_incomplete', { fields: [asking.problem] });
  const filled = { service, answers: checked.value, reception: asking.value };
  const receipt = await save(options, citizen, input, filled, sealingKey).finally(() =>
    asking.value?.claim?.done(),
  );
  citizen.documents.held.delete(receipt.applicationId);
  citizen.receipts.set(receipt.applicationId, receipt);
  options.counters.note('submissions', service.purpose);
  options.counters.note('languages', input.language ?? citizen.language);
  options.counters.note('minutes', minuteBand(receipt.savedAt - draft.startedAt));
  learnFrom(service, checked.value, citizen.person);
  await endSlip(options, citizen, input.applicationId);
  return ok(receipt);
};

/** A form with right answers, and what it asks for beside them. */
interface Filled {
  readonly service: ServicePack;
  readonly answers: Answers;
  readonly reception: AskedFor | undefined;
}

const save = async (
  options: SubmitOptions,
  citizen: Citizen,
  input: Input,
  { service, answers, reception }: Filled,
  sealingKey: PublicJwk,
): Promise<Receipt> => {
  const { queue, random, time, ownAuthorityId, packs, tags, matters } = options;
  const documents = citizen.documents.held.get(input.applicationId) ?? NO_DOCUMENTS;
  const language = input.language ?? citizen.language;
  const at = time.now();
  const application = {
    id: input.applicationId,
    service,
    answers,
    authorityId: authorityOf(service, answers) ?? ownAuthorityId,
    language,
    confirmedAt: at,
    documents,
    consent:
      input.consentVersion === undefined
        ? undefined
        : { version: input.consentVersion, language, at },
    ...(citizen.helper && { helper: citizen.helper }),
    identity: citizen.identity,
    reception,
  };
  const { reference, code, submission } = await composeSubmission(application, sealingKey, random);
  const referenceTag = await tags.of(reference);
  const { id, confirmedAt: savedAt } = application;
  // Only of appeals: of them the law asks whether they are repeated.
  const tag = service.purpose === 'appeal' ? await matters.tagOf(service.id, answers) : undefined;
  const { lookupId } = submission;
  await saveWithParts(
    options,
    documents.files,
    { submissionId: id, lookupId, savedAt, sealingKey },
    (held) =>
      queue.save(
        { ...submission, ...(referenceTag !== undefined && { referenceTag }) },
        {
          held,
          write: (writer) => {
            if (tag !== undefined) matters.note(tag, { id, savedAt })(writer);
            reception?.claim?.note(id)(writer);
          },
        },
      ),
  );
  const { title, term } = service.passport;
  return {
    applicationId: application.id,
    reference,
    code,
    qr: toReceiptQr(reference, code),
    serviceTitle: title,
    passportTerm: term,
    savedAt: submission.savedAt,
    delivery: queue.delivery(application.id) ?? { state: 'saved' },
    answerBy: addWorkingDays(packs.calendar, time.today(), term.workingDays),
    ...(reception && { reception: reception.told }),
  };
};

/** Where the level matters, the applicant is the person whose card was seen or who has signed in. */
const foreignFin = (
  { level, questions }: ServicePack,
  answers: Answers,
  { fin }: Identity,
): string | undefined => {
  const field = questions.find(({ person }) => person === 'fin')?.field ?? '';
  const given = answers[field];
  return level !== 'declared' && given !== undefined && given !== fin ? field : undefined;
};

const authorityOf = (service: ServicePack, answers: Answers): string | undefined => {
  const question = service.questions.find(({ kind }) => kind === 'authority');
  const answer = question && answers[question.field];
  return typeof answer === 'string' ? answer : undefined;
};

/** A helper's own number is never a citizen's contact: news of the case would go to the helper. */
const ownNumbers = (
  { helper }: Citizen,
  { questions }: ServicePack,
  answers: Answers,
): readonly FieldError[] =>
  questions
    .filter(({ kind, field }) => kind === 'phone' && answers[field] === helper?.phone)
    .filter(() => helper?.phone !== undefined)
    .map(({ field }) => ({ field, rule: 'phone_helper' }));

/** What was sent is not to be sent again from a slip. That it stays until it expires harms nobody but its own person. */
const endSlip = async (
  { keptDrafts, log }: SubmitOptions,
  { slips }: Citizen,
  applicationId: string,
): Promise<void> => {
  const kept = slips.get(applicationId);
  if (kept === undefined) return;
  slips.delete(applicationId);
  await keptDrafts.forget(kept.id).catch((error: unknown) => {
    if (!(error instanceof StoreError)) throw error;
    log.warn('drafts.not_dropped', { error: error.fault });
  });
};
