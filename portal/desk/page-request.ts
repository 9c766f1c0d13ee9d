import type { LocationQuery, LocationQueryRaw } from 'vue-router';

/** The page of a list that an address asks for; anything odd is the first. */
export const pageIn = (query: LocationQuery, name = 'page'): number => {
  const page = Number(query[name]);
  return Number.isInteger(page) && page >= 1 && page <= 100_000 ? page : 1;
};

/** The same address with another page of a list. */
export const withPage = (query: LocationQuery, page: number, name = 'page'): LocationQueryRaw => ({
  ...query,
  [name]: page === 1 ? undefined : String(page),
});
