import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import type { IdeaSupport, IdeaView } from '../../../contract/ideas.ts';
import { useKioskClient, type CallError } from '../api/kiosk-client.ts';
import { useSessionStore } from './session.ts';

/** What others propose, and what this visit has supported. */
export const useIdeasStore = defineStore('ideas', () => {
  const client = useKioskClient();
  const session = useSessionStore();
  const all = shallowRef<readonly IdeaView[]>();
  const error = shallowRef<CallError>();
  /** How the last support is counted. */
  const support = shallowRef<IdeaSupport>();
  const busy = ref(false);

  /** The most supported first, of equals the newest. */
  const ideas = computed(() =>
    all.value?.toSorted(
      (a, b) => b.supports - a.supports || b.publishedOn.localeCompare(a.publishedOn),
    ),
  );

  const load = async (): Promise<void> => {
    const answer = await client.call('ideas.list', {});
    if (!session.active) return;
    error.value = answer.ok ? undefined : answer.error;
    if (answer.ok) all.value = answer.value;
  };

  /** Supports once, however often it is tapped. */
  const give = async (ideaId: string): Promise<void> => {
    if (busy.value) return;
    busy.value = true;
    const answer = await client.call('ideas.support', { ideaId });
    busy.value = false;
    if (!session.active) return;
    error.value = answer.ok ? undefined : answer.error;
    if (!answer.ok) return;
    support.value = answer.value;
    all.value = all.value?.map((idea) =>
      idea.id === ideaId ? { ...idea, supported: true } : idea,
    );
  };

  const reset = (): void => {
    all.value = undefined;
    error.value = undefined;
    support.value = undefined;
  };

  return { ideas, error, support, busy, load, give, reset };
});
