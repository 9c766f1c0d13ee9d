import { defineStore } from 'pinia';
import { ref } from 'vue';

/** A remark that is being written; kept over help and display pages, dropped with the session. */
export const useCommentStore = defineStore('comment', () => {
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
  const setSent = (): void => {
    text.value = '';
    sent.value = true;
  };

  return { text, sent, open, setSent, reset };
});
