import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import type { CaseKind } from '../../../contract/item-kinds.ts';
import type { CaseFilter, CaseList } from '../../desk-api.ts';
import type { DeskFailure } from '../api/desk-client.ts';
import { useSessionStore } from './session.ts';

export interface ListRequest {
  readonly filter: CaseFilter;
  /** Of every kind when left out. */
  readonly kind?: CaseKind | undefined;
  readonly search: string;
  readonly page: number;
}

/** The table of applications. An answer that was overtaken by a newer request is dropped. */
export const useCaseListStore = defineStore('desk-case-list', () => {
  const session = useSessionStore();
  const list = shallowRef<CaseList>();
  const failure = shallowRef<DeskFailure>();
  const loading = ref(false);
  /** When the table was read: milliseconds since the epoch. */
  const asOf = ref<number>();
  /** The last request, so that a case leads back to where one came from. */
  const request = shallowRef<ListRequest>({ filter: 'open', search: '', page: 1 });
  let latest = 0;

  const load = async (wanted: ListRequest): Promise<void> => {
    request.value = wanted;
    loading.value = true;
    const turn = (latest += 1);
    const { filter, kind, search, page } = wanted;
    const result = await session.call('listCases', {
      query: {
        filter,
        page: String(page),
        ...(kind === undefined ? {} : { kind }),
        ...(search === '' ? {} : { search }),
      },
    });
    if (turn !== latest) return;
    loading.value = false;
    failure.value = result.ok ? undefined : result.error;
    if (!result.ok) return;
    list.value = result.value;
    asOf.value = Date.now();
  };

  const forget = (): void => {
    latest += 1;
    list.value = undefined;
    failure.value = undefined;
    loading.value = false;
    request.value = { filter: 'open', search: '', page: 1 };
  };

  return { list, failure, loading, asOf, request, load, forget };
});
