import { defineStore } from 'pinia';
import { ref } from 'vue';
import { useKioskClient, type CallError } from '../api/kiosk-client.ts';
import { useSessionStore } from './session.ts';

/** A remark that is being written; kept over help and display pages, dropped with the session. */
export const useCommentStore = defineStore('comment', () => {
  const client = useKioskClient();
  const session = useSessionStore();
  const surveyId = ref('');
  const text = ref('');
  const sent = ref(false);

  const reset = (): void => {
    surveyId.value = '';
    text.value = '';
    sent.value = false;
  };
  const open = (wanted: string): void => {
    if (wanted === surveyId.value && !sent.value) return;
    reset();
    surveyId.value = wanted;
  };
  /** Undefined once it is on its way. */
  const send = async (): Promise<CallError | undefined> => {
    const answer = await client.call('surveys.comment', {
      surveyId: surveyId.value,
      language: session.language,
      text: text.value.trim(),
    });
    if (!answer.ok) return answer.error;
    text.value = '';
    sent.value = true;
    return undefined;
  };

  return { text, sent, open, send, reset };
});
