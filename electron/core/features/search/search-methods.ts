import { createSearchIndex, type SearchIndex } from '../../../../contract/domain/search-index.ts';
import { ok } from '../../../../contract/result.ts';
import type { SearchDocument } from '../../../../contract/search.ts';
import type { HandlersOf } from '../../methods.ts';

/** Something that can be searched, and a word that changes whenever its documents do. */
export interface SearchSource {
  readonly revision: () => number | string;
  readonly documents: () => readonly SearchDocument[];
}

const MOST_RESULTS = 20;

/** One box over everything that the sources offer; the index is made anew when one of them changes. */
export const createSearchMethods = (sources: readonly SearchSource[]): HandlersOf<'search'> => {
  let made: { readonly of: string; readonly index: SearchIndex } | undefined;
  const index = (): SearchIndex => {
    const of = sources.map(({ revision }) => revision()).join(' ');
    if (made?.of !== of)
      made = { of, index: createSearchIndex(sources.flatMap(({ documents }) => documents())) };
    return made.index;
  };
  return {
    'search.find': ({ text }) =>
      ok(
        index()
          .find(text, MOST_RESULTS)
          .map(({ kind, id, title, summary }) => ({ kind, id, title, summary })),
      ),
  };
};
