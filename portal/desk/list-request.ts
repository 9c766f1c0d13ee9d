import type { LocationQuery, LocationQueryRaw } from 'vue-router';
import { CASE_KINDS, type CaseKind } from '../../contract/item-kinds.ts';
import { CASE_FILTERS, type CaseFilter } from '../desk-api.ts';
import { pageIn } from './page-request.ts';
import type { ListRequest } from './stores/case-list.ts';

const single = (value: LocationQuery[string] | undefined): string =>
  typeof value === 'string' ? value : '';

const isKind = (value: string): value is CaseKind => CASE_KINDS.some((kind) => kind === value);

const isFilter = (value: string): value is CaseFilter =>
  CASE_FILTERS.some((filter) => filter === value);

/** Longest search that the portal takes. */
export const LONGEST_SEARCH = 40;

/** What the address asks of the list; anything odd becomes the default. */
export const parseListRequest = (query: LocationQuery): ListRequest => {
  const filter = single(query['filter']);
  const kind = single(query['kind']);
  return {
    filter: isFilter(filter) ? filter : 'open',
    ...(isKind(kind) ? { kind } : {}),
    search: single(query['search']).trim().slice(0, LONGEST_SEARCH),
    page: pageIn(query),
  };
};

/** The shortest address that asks for the same. */
export const toListQuery = ({ filter, kind, search, page }: ListRequest): LocationQueryRaw => ({
  ...(filter === 'open' ? {} : { filter }),
  ...(kind === undefined ? {} : { kind }),
  ...(search === '' ? {} : { search }),
  ...(page === 1 ? {} : { page: String(page) }),
});
