import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import type { IdeaList, PublishIdea } from '../../desk-api/ideas.ts';
import type { DeskFailure } from '../api/desk-client.ts';
import { useSessionStore } from './session.ts';

/** The idea bank of one's own authority. */
export const useIdeasStore = defineStore('desk-ideas', () => {
  const session = useSessionStore();
  const list = shallowRef<IdeaList>();
  const failure = shallowRef<DeskFailure>();
  /** Why the last change was not made. */
  const refusal = shallowRef<DeskFailure>();
  const busy = ref(false);

  const load = async (): Promise<void> => {
    const result = await session.call('listIdeas', {});
    failure.value = result.ok ? undefined : result.error;
    if (result.ok) list.value = result.value;
  };

  /** Publishes and answers the case; true when it is done. */
  const publish = async (caseId: string, body: PublishIdea): Promise<boolean> => {
    if (busy.value) return false;
    busy.value = true;
    const result = await session.call('publishIdea', { params: { caseId }, body });
    busy.value = false;
    refusal.value = result.ok ? undefined : result.error;
    if (result.ok) list.value = result.value;
    return result.ok;
  };

  const withdraw = async (ideaId: string): Promise<void> => {
    if (busy.value) return;
    busy.value = true;
    const result = await session.call('withdrawIdea', { params: { ideaId } });
    busy.value = false;
    refusal.value = result.ok ? undefined : result.error;
    if (result.ok) list.value = result.value;
  };

  const forget = (): void => {
    list.value = undefined;
    failure.value = undefined;
    refusal.value = undefined;
  };

  return { list, failure, refusal, busy, load, publish, withdraw, forget };
});
