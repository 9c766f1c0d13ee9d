import type { MethodResult } from '../../../../contract/kiosk-api.ts';
import { fail, ok } from '../../../../contract/result.ts';
import type { DraftView } from '../../../../contract/views.ts';
import type { HandlersOf } from '../../methods.ts';
import type { Counters } from '../../counters.ts';
import { knownAnswers } from '../../person.ts';
import type { Ids } from '../../ports.ts';
import type { Citizen, Draft } from '../../session.ts';
import { submitApplication, type SubmitOptions } from './submit-application.ts';

export interface ApplicationOptions extends SubmitOptions {
  readonly ids: Ids;
  readonly counters: Pick<Counters, 'note'>;
}

/** Applications that one person may begin before starting over: more than a family needs, too few to flood the queue. */
const MOST_DRAFTS = 20;

/** Filling in a service's form and sending it. */
export const createApplicationMethods = (
  options: ApplicationOptions,
): HandlersOf<'applications'> => ({
  'applications.start': ({ serviceId }, { citizen }) => {
    const service = options.packs.services.get(serviceId);
    if (service === undefined) return fail('not_found');
    if (options.queue.sealingKey() === undefined) return fail('not_set_up');
    if (citizen.drafts.size >= MOST_DRAFTS) return fail('too_many');
    const applicationId = options.ids.next();
    const draft = {
      serviceId,
      serviceVersion: service.version,
      answers: knownAnswers(service, citizen.person),
      startedAt: options.time.now(),
    };
    citizen.drafts.set(applicationId, draft);
    options.counters.note('started', serviceId);
    return ok(viewOf(applicationId, draft));
  },
  'applications.saveDraft': ({ applicationId, answers }, { citizen }) => {
    const draft = citizen.drafts.get(applicationId);
    if (draft === undefined) return fail('not_found');
    citizen.drafts.set(applicationId, { ...draft, answers });
    return ok(null);
  },
  'applications.draft': ({ applicationId }, { citizen }) => {
    const draft = citizen.drafts.get(applicationId);
    return draft === undefined ? fail('not_found') : ok(viewOf(applicationId, draft));
  },
  'applications.submit': (input, { citizen }) =>
    once(options, citizen, input.applicationId, () => submitApplication(options, citizen, input)),
  'applications.delivery': ({ applicationId }, { citizen }) => {
    const receipt = citizen.receipts.get(applicationId);
    if (receipt === undefined) return fail('not_found');
    return ok(options.queue.delivery(applicationId) ?? receipt.delivery);
  },
});

const viewOf = (
  applicationId: string,
  { serviceId, serviceVersion, answers }: Draft,
): DraftView => ({ applicationId, serviceId, serviceVersion, answers });

type Outcome = MethodResult<'applications.submit'>;

/** The same id again, at the same moment or later, saves nothing and answers the first receipt. */
const once = (
  { queue }: ApplicationOptions,
  citizen: Citizen,
  applicationId: string,
  submit: () => Promise<Outcome>,
): Promise<Outcome> | Outcome => {
  const receipt = citizen.receipts.get(applicationId);
  if (receipt !== undefined)
    return ok({ ...receipt, delivery: queue.delivery(applicationId) ?? receipt.delivery });
  const underWay = citizen.submissions.get(applicationId);
  if (underWay !== undefined) return underWay;
  const submission = submit().finally(() => citizen.submissions.delete(applicationId));
  citizen.submissions.set(applicationId, submission);
  return submission;
};
