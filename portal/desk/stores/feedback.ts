import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import type { FeedbackOverview } from '../../desk-api/feedback.ts';
import type { DeskFailure } from '../api/desk-client.ts';
import { useSessionStore } from './session.ts';

/** What people said of the services of one's own authority. */
export const useFeedbackStore = defineStore('desk-feedback', () => {
  const session = useSessionStore();
  const overview = shallowRef<FeedbackOverview>();
  const failure = shallowRef<DeskFailure>();

  const load = async (from: string, to: string): Promise<void> => {
    const result = await session.call('readFeedback', { query: { from, to } });
    failure.value = result.ok ? undefined : result.error;
    if (result.ok) overview.value = result.value;
  };

  const forget = (): void => {
    overview.value = undefined;
    failure.value = undefined;
  };

  return { overview, failure, load, forget };
});
