import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import type { ConsentSheet } from '../../../contract/consent.ts';
import type { ResumeSlip } from '../../../contract/views.ts';
import { type CallError, useKioskClient } from '../api/kiosk-client.ts';
import { useFormStore } from './form.ts';

/** Putting an application aside and taking it up again; and the sheet that is agreed to with each. */
export const useKeptStore = defineStore('kept', () => {
  const client = useKioskClient();
  const form = useFormStore();
  const slip = shallowRef<ResumeSlip>();
  const sheet = shallowRef<ConsentSheet>();

  const keep = async (): Promise<CallError | undefined> => {
    const applicationId = form.draft?.applicationId ?? '';
    const answer = await client.call('drafts.keep', { applicationId, answers: form.answers });
    if (answer.ok) slip.value = answer.value;
    return answer.ok ? undefined : answer.error;
  };
  const restore = async (number: string, code: string): Promise<CallError | undefined> => {
    const answer = await client.call('drafts.restore', { number, code });
    return answer.ok ? form.takeUp(answer.value) : answer.error;
  };
  const loadSheet = async (): Promise<void> => {
    const answer = await client.call('consent.sheet', {});
    if (answer.ok) sheet.value = answer.value;
  };
  const reset = (): void => {
    slip.value = undefined;
  };
  return { slip, sheet, keep, restore, loadSheet, reset };
});
