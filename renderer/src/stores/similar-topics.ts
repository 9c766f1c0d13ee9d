import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import type { TopicSummary } from '../../../contract/participation.ts';
import { useKioskClient } from '../api/kiosk-client.ts';
import { useFormStore } from './form.ts';

const asText = (answer: unknown): string => (typeof answer === 'string' ? answer : '');

/** Topics that may say what is about to be proposed; they belong to the proposal and go with it. */
export const useSimilarTopicsStore = defineStore('similar-topics', () => {
  const client = useKioskClient();
  const form = useFormStore();
  const found = shallowRef<readonly TopicSummary[]>([]);
  /** The person looked at them and said that the own topic is different; until it is written anew. */
  const different = ref('');

  const written = (): string =>
    [form.answers['authority'], form.answers['direction'], form.answers['sentence']]
      .map(asText)
      .join('|');

  /** Looks for them; true when there are some that were not looked at for these very words. */
  const look = async (): Promise<boolean> => {
    if (different.value === written()) return false;
    const answer = await client.call('topics.similar', {
      authorityId: asText(form.answers['authority']),
      direction: asText(form.answers['direction']),
      text: `${asText(form.answers['sentence'])} ${asText(form.answers['more'])}`.slice(0, 2000),
    });
    // A hint that cannot be had must not stop anybody.
    found.value = answer.ok ? answer.value : [];
    return found.value.length > 0;
  };
  const sayDifferent = (): void => {
    different.value = written();
  };
  const reset = (): void => {
    found.value = [];
    different.value = '';
  };

  return { found, look, sayDifferent, reset };
});
