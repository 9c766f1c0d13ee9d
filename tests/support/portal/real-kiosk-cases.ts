import { expect } from 'vitest';
import type { CaseView, Receipt } from '../../../contract/views.ts';
import type { RealScreen } from './real-kiosk.ts';
import { SAMPLE_ANSWERS } from './sample-application.ts';

type Screen = Pick<RealScreen, 'ask'>;

/** An application for another name of a child; `before` is done between its answers and its end. */
export const applyAt = async (
  { ask }: Screen,
  before?: (applicationId: string) => Promise<void>,
): Promise<Receipt> => {
  const draft = await ask('applications.start', { serviceId: 'child-name-change' });
  await before?.(draft.applicationId);
  return ask('applications.submit', {
    applicationId: draft.applicationId,
    serviceVersion: draft.serviceVersion,
    answers: SAMPLE_ANSWERS,
    confirmed: true,
  });
};

/** The case as it is shown once this holds. */
export const untilCase = async (
  { ask }: Screen,
  reference: string,
  holds: (view: CaseView) => boolean,
): Promise<CaseView> => {
  let view = await ask('cases.openAgain', { reference });
  await expect
    .poll(async () => holds((view = await ask('cases.openAgain', { reference }))), {
      timeout: 20_000,
      interval: 100,
    })
    .toBe(true);
  return view;
};
