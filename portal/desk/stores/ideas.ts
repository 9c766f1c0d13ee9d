import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import type { IdeaList, PublishIdea } from '../../desk-api/ideas.ts';
import type { DeskFailure } from '../api/desk-client.ts';
import { useSessionStore } from './session.ts';

interface IdeaPages {
  readonly waiting: number;
  readonly published: number;
}

/** The idea bank of one's own authority. */
export const useIdeasStore = defineStore('desk-ideas', () => {
  const session = useSessionStore();
  const list = shallowRef<IdeaList>();
  const failure = shallowRef<DeskFailure>();
  /** Why the last change was not made. */
  const refusal = shallowRef<DeskFailure>();
  const busy = ref(false);

  /** Which pages of the two lists were asked for last. */
  const pages = shallowRef<IdeaPages>({ waiting: 1, published: 1 });
  const query = computed(() => ({
    waiting: String(pages.value.waiting),
    published: String(pages.value.published),
  }));

  const load = async (wanted: IdeaPages = pages.value): Promise<void> => {
    pages.value = wanted;
    const result = await session.call('listIdeas', { query: query.value });
    if (pages.value !== wanted) return; // asked for others meanwhile
    failure.value = result.ok ? undefined : result.error;
    if (result.ok) list.value = result.value;
  };

  /** Publishes and answers the case; true when it is done. */
  const publish = async (caseId: string, body: PublishIdea): Promise<boolean> => {
    if (busy.value) return false;
    busy.value = true;
    const result = await session.call('publishIdea', {
      params: { caseId },
      query: query.value,
      body,
    });
    busy.value = false;
    refusal.value = result.ok ? undefined : result.error;
    if (result.ok) list.value = result.value;
    return result.ok;
  };

  const withdraw = async (ideaId: string): Promise<void> => {
    if (busy.value) return;
    busy.value = true;
    const result = await session.call('withdrawIdea', {
      params: { ideaId },
      query: query.value,
    });
    busy.value = false;
    refusal.value = result.ok ? undefined : result.error;
    if (result.ok) list.value = result.value;
  };

  const forget = (): void => {
    pages.value = { waiting: 1, published: 1 };
    list.value = undefined;
    failure.value = undefined;
    refusal.value = undefined;
  };

  return { list, failure, refusal, busy, load, publish, withdraw, forget };
});
