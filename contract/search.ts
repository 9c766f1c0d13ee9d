import type { Localized } from './languages.ts';

/** What can be found; the kind says where a result leads to. */
export const SEARCH_KINDS = [
  'service',
  'page',
  'news',
  'authority',
  'topic',
  'survey',
  'idea',
] as const;
export type SearchKind = (typeof SEARCH_KINDS)[number];

/** Something that can be found, by the texts that it is found by. */
export interface SearchDocument {
  readonly kind: SearchKind;
  readonly id: string;
  readonly title: Localized;
  readonly summary: Localized;
  /** Words beside title and summary that people look for it by. */
  readonly keywords?: readonly Localized[];
  /** Everything else that is said in it. */
  readonly body?: readonly Localized[];
}

export type SearchResult = Pick<SearchDocument, 'kind' | 'id' | 'title' | 'summary'>;
