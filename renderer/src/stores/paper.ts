import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import type { FigureName, FigurePeriod } from '../../../contract/figures.ts';
import type { PrintJob } from '../../../contract/print-document.ts';
import { useKioskClient, type CallError, type CallResult } from '../api/kiosk-client.ts';
import { useSessionStore } from './session.ts';

/** What may be printed here: each asks the core for one document, and names what the job is of. */
export type PaperRequest =
  | { readonly kind: 'receipt'; readonly applicationId: string }
  | { readonly kind: 'page'; readonly id: string }
  | { readonly kind: 'case'; readonly reference: string }
  | { readonly kind: 'figure'; readonly days: FigurePeriod; readonly figure: FigureName }
  | { readonly kind: 'day' }
  | { readonly kind: 'slip'; readonly applicationId: string }
  | { readonly kind: 'tracker'; readonly surveyId: string; readonly tracker: string }
  | { readonly kind: 'results'; readonly surveyId: string };

type PrintMethod =
  | 'printing.receipt'
  | 'information.print'
  | 'cases.print'
  | 'drafts.print'
  | 'votes.print'
  | 'surveys.print'
  | 'usage.print'
  | 'day.print';

/** Paper that this person asked for: by subject, the last try. "Printed" only when the printer said so. */
export const usePaperStore = defineStore('paper', () => {
  const client = useKioskClient();
  const session = useSessionStore();
  const jobs = ref<Readonly<Record<string, PrintJob>>>({});
  const errors = ref<Readonly<Record<string, CallError>>>({});
  /** News of jobs by id: a quick printer is done before the answer that names its job has come. */
  const heard = new Map<string, PrintJob>();
  /** Whose answers still count: another object after each person. */
  const person = shallowRef({});

  const ask = (request: PaperRequest): Promise<CallResult<PrintMethod>> => {
    const { language } = session;
    switch (request.kind) {
      case 'receipt':
        return client.call('printing.receipt', { applicationId: request.applicationId, language });
      case 'page':
        return client.call('information.print', { id: request.id, language });
      case 'case':
        return client.call('cases.print', { reference: request.reference, language });
      case 'slip':
        return client.call('drafts.print', { applicationId: request.applicationId, language });
      case 'tracker': {
        const { surveyId, tracker } = request;
        return client.call('votes.print', { surveyId, tracker, language });
      }
      case 'results':
        return client.call('surveys.print', { surveyId: request.surveyId, language });
      case 'figure': {
        const { days, figure } = request;
        return client.call('usage.print', { days, figure, language });
      }
      case 'day':
        return client.call('day.print', { language });
    }
  };

  /** `subject` is what the paper is of, so that two buttons for the same thing show the same job. */
  const print = async (subject: string, request: PaperRequest): Promise<void> => {
    const asked = person.value;
    const { [subject]: _, ...others } = errors.value;
    errors.value = others;
    const answer = await ask(request);
    if (person.value !== asked) return;
    if (answer.ok)
      jobs.value = { ...jobs.value, [subject]: heard.get(answer.value.jobId) ?? answer.value };
    else errors.value = { ...errors.value, [subject]: answer.error };
  };

  const setJob = (job: PrintJob): void => {
    heard.set(job.jobId, job);
    const subject = Object.keys(jobs.value).find((key) => jobs.value[key]?.jobId === job.jobId);
    if (subject !== undefined) jobs.value = { ...jobs.value, [subject]: job };
  };

  /** Asks again after the event line was down; an end told meanwhile would be missed otherwise. */
  const refresh = async (): Promise<void> => {
    for (const { jobId, state } of Object.values(jobs.value)) {
      if (state === 'printed' || state === 'failed') continue;
      const answer = await client.call('printing.job', { jobId });
      if (answer.ok) setJob(answer.value);
    }
  };

  const reset = (): void => {
    person.value = {};
    jobs.value = {};
    errors.value = {};
    heard.clear();
  };

  return { jobs, errors, print, setJob, refresh, reset };
});
