import type { SearchKind } from '../../../../../contract/search.ts';

/** Where a thing of each kind has its page; the id follows. */
export const RELATED_PATHS: Readonly<Record<SearchKind, string>> = {
  service: '/services',
  page: '/information',
  news: '/information',
  authority: '/authorities',
  topic: '/topics',
  survey: '/surveys/view',
  idea: '/ideas',
};
