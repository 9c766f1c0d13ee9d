import { LANGUAGE_NAMES } from '../../contract/language-names.ts';
import { LANGUAGES, type Language } from '../../contract/languages.ts';
import { html, type Html } from './html.ts';
import type { PublicText } from './public-words.ts';

export const BASE = '/participation';

/** An address of the page that keeps the language. */
export const linkTo = (path: string, language: Language): string =>
  `${BASE}${path}${path.includes('?') ? '&' : '?'}lang=${language}`;

export interface Page {
  readonly title: string;
  /** Path below the base, for the links to the other languages; with its query. */
  readonly path: string;
  readonly body: Html;
  readonly demonstration: boolean;
}

/** The whole document: no script, no inline style, readable without either. */
export const layout = ({ language, t }: PublicText, page: Page): string => {
  const { title, path, body, demonstration } = page;
  const languages = LANGUAGES.map(
    (one) =>
      html`<li>
        <a href="${linkTo(path, one)}" lang="${one}" ${one === language ? current : html``}
          >${LANGUAGE_NAMES[one]}</a
        >
      </li>`,
  );
  const document = html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} – ${t('site')}</title>
        <link rel="stylesheet" href="${BASE}/style.css" />
      </head>
      <body>
        <a class="skip" href="#main">${t('skip')}</a>
        ${demonstration ? html`<p class="strip">${t('demonstration')}</p>` : html``}
        <header>
          <p class="site"><a href="${linkTo('/', language)}">${t('site')}</a></p>
          <nav aria-label="${t('language')}">
            <ul class="languages">
              ${languages}
            </ul>
          </nav>
          <nav aria-label="${t('sections')}">
            <ul class="sections">
              <li><a href="${linkTo('/', language)}">${t('surveys')}</a></li>
              <li><a href="${linkTo('/topics', language)}">${t('topics')}</a></li>
              <li><a href="${linkTo('/tracker', language)}">${t('tracker')}</a></li>
              <li><a href="${linkTo('/data', language)}">${t('openData')}</a></li>
            </ul>
          </nav>
        </header>
        <main id="main">
          <h1>${title}</h1>
          ${body}
        </main>
      </body>
    </html> `;
  return document.markup;
};

const current = html`aria-current="true"`;
