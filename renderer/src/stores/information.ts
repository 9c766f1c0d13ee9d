import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import type {
  AuthorityPage,
  InformationArticle,
  InformationList,
  UpcomingEvent,
} from '../../../contract/information.ts';
import type { Authority } from '../../../contract/packs.ts';
import { useKioskClient, type CallError } from '../api/kiosk-client.ts';

/** What there is to read. Nothing of it belongs to a citizen. */
export const useInformationStore = defineStore('information', () => {
  const client = useKioskClient();
  const list = shallowRef<InformationList>();
  const article = shallowRef<InformationArticle>();
  const events = shallowRef<readonly UpcomingEvent[]>();
  const authorities = shallowRef<readonly Authority[]>();
  const authority = shallowRef<AuthorityPage>();
  const error = ref<CallError>();

  const loadList = async (): Promise<void> => {
    const answer = await client.call('information.list', {});
    error.value = answer.ok ? undefined : answer.error;
    if (answer.ok) list.value = answer.value;
  };
  const loadArticle = async (id: string): Promise<void> => {
    article.value = undefined;
    const answer = await client.call('information.get', { id });
    error.value = answer.ok ? undefined : answer.error;
    if (answer.ok) article.value = answer.value;
  };
  const loadEvents = async (): Promise<void> => {
    const answer = await client.call('information.calendar', {});
    error.value = answer.ok ? undefined : answer.error;
    if (answer.ok) events.value = answer.value;
  };
  const loadAuthorities = async (): Promise<void> => {
    const answer = await client.call('information.authorities', {});
    error.value = answer.ok ? undefined : answer.error;
    if (answer.ok) authorities.value = answer.value;
  };
  const loadAuthority = async (id: string): Promise<void> => {
    authority.value = undefined;
    const answer = await client.call('information.authority', { id });
    error.value = answer.ok ? undefined : answer.error;
    if (answer.ok) authority.value = answer.value;
  };

  return {
    list,
    article,
    events,
    authorities,
    authority,
    error,
    loadList,
    loadArticle,
    loadEvents,
    loadAuthorities,
    loadAuthority,
  };
});
