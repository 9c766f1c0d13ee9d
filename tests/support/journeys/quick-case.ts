import type { Page } from '@playwright/test';
import type { MethodInput, MethodName, MethodOutput } from '../../../contract/kiosk-api.ts';
import type { Receipt } from '../../../contract/views.ts';
import { SAMPLE_ANSWERS } from '../portal/sample-application.ts';

/** Asks the kiosk from its own page and session, without its screens; throws when it is refused. */
export const askKiosk = async <M extends MethodName>(
  page: Page,
  method: M,
  input: MethodInput<M>,
): Promise<MethodOutput<M>> => {
  const answer: { ok: boolean; value: MethodOutput<M> } = await page.evaluate(async (body) => {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch('/call', { method: 'POST', headers, body });
    return (await response.json()) as never;
  }, JSON.stringify({ method, input }));
  if (!answer.ok) throw new Error(`${method}: ${JSON.stringify(answer)}`);
  return answer.value;
};

/** A name change of the citizen who has begun, for journeys that begin where the screens of its form end. */
export const applyBehindTheScreen = async (page: Page): Promise<Receipt> => {
  const draft = await askKiosk(page, 'applications.start', { serviceId: 'child-name-change' });
  return askKiosk(page, 'applications.submit', {
    applicationId: draft.applicationId,
    serviceVersion: draft.serviceVersion,
    answers: SAMPLE_ANSWERS,
    confirmed: true,
  });
};
