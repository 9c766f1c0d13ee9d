import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import type { SearchResult } from '../../../contract/search.ts';
import { useKioskClient, type CallError } from '../api/kiosk-client.ts';

/** What this person looks for. What was typed is theirs and goes with them. */
export const useSearchStore = defineStore('search', () => {
  const client = useKioskClient();
  const text = ref('');
  /** Undefined until the first answer to what is typed now. */
  const results = shallowRef<readonly SearchResult[]>();
  const error = ref<CallError>();
  let asked = 0;

  const find = async (): Promise<void> => {
    asked += 1;
    const mine = asked;
    const wanted = text.value.trim();
    if (wanted === '') {
      results.value = undefined;
      return;
    }
    const answer = await client.call('search.find', { text: wanted });
    // A slow answer to what stood there before must not replace the answer to what stands there now.
    if (mine !== asked) return;
    error.value = answer.ok ? undefined : answer.error;
    if (answer.ok) results.value = answer.value;
  };

  const reset = (): void => {
    asked += 1;
    text.value = '';
    results.value = undefined;
    error.value = undefined;
  };

  return { text, results, error, find, reset };
});
