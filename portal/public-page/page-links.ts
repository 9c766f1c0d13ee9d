import type { PageOf } from '../desk-api/paging.ts';
import { html, nothing, type Html } from './html.ts';
import { linkTo } from './layout.ts';
import type { PublicText } from './public-words.ts';

/** The page of a list that an address asks for; anything odd is the first. */
export const pageIn = (asked: unknown): number =>
  typeof asked === 'string' && /^[1-9]\d{0,5}$/u.test(asked) ? Number(asked) : 1;

/** The address of a page of a list, below the base. */
export const pathOfPage = (path: string, page: number): string =>
  page === 1 ? path : `${path}?page=${page}`;

/** What leads to the page before and the next; nothing where there is one page. */
export const pageLinks = (
  path: string,
  { page, pages }: PageOf,
  { t, language }: PublicText,
): Html => {
  if (pages === 1) return nothing;
  const link = (to: number, word: 'previousPage' | 'nextPage'): Html =>
    to < 1 || to > pages
      ? nothing
      : html`<a href="${linkTo(pathOfPage(path, to), language)}">${t(word)}</a>`;
  return html`<nav class="pages" aria-label="${t('pages')}">
    ${link(page - 1, 'previousPage')} <span>${t('page', { page, pages })}</span>
    ${link(page + 1, 'nextPage')}
  </nav>`;
};

/** Where a machine reads on: RFC 8288, without an address of the host. */
export const nextPageHeader = (path: string, { page, pages }: PageOf): Record<string, string> =>
  page < pages ? { link: `<${pathOfPage(path, page + 1)}>; rel="next"` } : {};
