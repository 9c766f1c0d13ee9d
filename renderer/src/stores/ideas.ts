import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import type { IdeaSupport, IdeaView } from '../../../contract/ideas.ts';
import { useKioskClient, type CallError } from '../api/kiosk-client.ts';

/** What others propose, and what this visit has supported. */
export const useIdeasStore = defineStore('ideas', () => {
  const client = useKioskClient();
  const all = shallowRef<readonly IdeaView[]>();
  const error = shallowRef<CallError>();
  /** How the last support is counted. */
  const support = shallowRef<IdeaSupport>();
  const busy = ref(false);
  /** Rises when the person goes. */
  let turn = 0;

  /** The most supported first, of equals the newest. */
  const ideas = computed(() =>
    all.value?.toSorted(
      (a, b) => b.supports - a.supports || b.publishedOn.localeCompare(a.publishedOn),
    ),
  );

  const load = async (): Promise<void> => {
    const mine = turn;
    const answer = await client.call('ideas.list', {});
    if (mine !== turn) return;
    error.value = answer.ok ? undefined : answer.error;
    if (answer.ok) all.value = answer.value;
  };

  /** Supports once, however often it is tapped. */
  const give = async (ideaId: string): Promise<void> => {
    if (busy.value) return;
    const mine = turn;
    busy.value = true;
    const answer = await client.call('ideas.support', { ideaId });
    busy.value = false;
    if (mine !== turn) return;
    error.value = answer.ok ? undefined : answer.error;
    if (!answer.ok) return;
    support.value = answer.value;
    all.value = all.value?.map((idea) =>
      idea.id === ideaId ? { ...idea, supported: true } : idea,
    );
  };

  const reset = (): void => {
    turn += 1;
    all.value = undefined;
    error.value = undefined;
    support.value = undefined;
  };

  return { ideas, error, support, busy, load, give, reset };
});
