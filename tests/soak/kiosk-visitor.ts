import type { Result } from '../../contract/result.ts';
import type { DraftView, Receipt, ServiceView } from '../../contract/views.ts';
import { ANSWERS, NAME_CHANGE } from '../support/journeys/name-change.ts';

/** A browser without a page: it has the cookie of one launch and asks what a page would ask. */
export interface Visitor {
  readonly call: <T>(method: string, input: object) => Promise<Result<T>>;
}

export const letIn = async (address: string): Promise<Visitor> => {
  const { origin } = new URL(address);
  const answer = await fetch(address, { redirect: 'manual' });
  const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
  const ask = async <T>(method: string, input: object): Promise<Result<T>> => {
    const response = await fetch(`${origin}/call`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin, cookie },
      body: JSON.stringify({ method, input }),
    });
    return (await response.json()) as Result<T>;
  };
  return {
    // No hand is as fast as this: what the kiosk holds back is asked again when it says so.
    call: async <T>(method: string, input: object): Promise<Result<T>> => {
      for (;;) {
        const result = await ask<T>(method, input);
        if (result.ok || result.error.code !== 'too_many') return result;
        const { retryAfterMs = 100 } = result.error as { readonly retryAfterMs?: number };
        await new Promise((resolve) => setTimeout(resolve, retryAfterMs));
      }
    },
  };
};

export type Visit = 'applied' | 'left' | 'mistaken' | 'failed';

/** One citizen: applies, walks away in the middle, or answers wrongly. The receipt is what counts. */
export const visit = async (
  { call }: Visitor,
  kind: Exclude<Visit, 'failed'>,
  number: number,
): Promise<Visit> => {
  const language = (['az', 'ru', 'en'] as const)[number % 3] ?? 'az';
  await call('session.begin', { language });
  await call('services.list', {});
  await call<ServiceView>('services.get', { serviceId: NAME_CHANGE.id });
  const draft = await call<DraftView>('applications.start', { serviceId: NAME_CHANGE.id });
  if (!draft.ok) return 'failed';
  const { applicationId, serviceVersion } = draft.value;
  const answers: Record<string, string> = {};
  for (const [field, value] of Object.entries(ANSWERS)) {
    answers[field] = value;
    if (Object.keys(answers).length % 4 === 0)
      await call('applications.saveDraft', { applicationId, answers: { ...answers } });
  }
  if (kind === 'left') return 'left';
  if (kind === 'mistaken') answers['childFin'] = 'x'.repeat(2_000);
  const receipt = await call<Receipt>('applications.submit', {
    applicationId,
    serviceVersion,
    answers: { ...answers, reason: `${ANSWERS.reason} ${number}` },
    language,
    confirmed: true,
  });
  await call('applications.delivery', { applicationId });
  await call('session.finish', {});
  if (receipt.ok) return 'applied';
  return kind === 'mistaken' ? 'mistaken' : 'failed';
};
