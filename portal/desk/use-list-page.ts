import { computed, watch } from 'vue';
import { useRoute } from 'vue-router';
import { pageIn, withPage } from './page-request.ts';

/** The page of the list on a screen, as the address has it: it is loaded first and whenever it changes. */
export const useListPage = (name: string, load: (page: number) => Promise<void>) => {
  const route = useRoute();
  const page = computed(() => pageIn(route.query));
  watch(
    page,
    (wanted) => {
      // On the way to another screen its address is here already.
      if (route.name === name) void load(wanted);
    },
    { immediate: true },
  );
  const toPage = (other: number) => ({ name, query: withPage(route.query, other) });
  return { page, toPage };
};
