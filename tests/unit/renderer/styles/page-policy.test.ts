/// <reference types="node" />
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const root = new URL('../../../../renderer/', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');
const page = read('index.html');
const paths = readdirSync(new URL('src/', root), { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.(?:vue|ts|css)$/u.test(path))
  .map((path) => `src/${path}`);
const sources = Object.fromEntries(['index.html', ...paths].map((path) => [path, read(path)]));

const offenders = (pattern: RegExp): string[] =>
  Object.entries(sources)
    .filter(([, text]) => pattern.test(text))
    .map(([path]) => path);

describe('the page under its strict content policy', () => {
  it('has no inline script, style or event handler', () => {
    expect(page).not.toMatch(/<style|style=|\son[a-z]+=/u);
    expect(page.match(/<script[^>]*>/gu)).toEqual(['<script type="module" src="/src/main.ts">']);
  });

  it('sets no style attribute and no HTML from text', () => {
    expect(offenders(/\sstyle="|v-html|innerHTML|insertAdjacentHTML/u)).toEqual([]);
  });

  it('keeps nothing in storages, cookies or the browser history', () => {
    expect(
      offenders(
        /localStorage|sessionStorage|indexedDB|document\.cookie|createWebHistory|createWebHashHistory/u,
      ),
    ).toEqual(['src/router.ts']);
    expect(sources['src/router.ts']?.match(/(?:local|session)Storage[.\w]*/gu)).toEqual([
      'sessionStorage.clear',
    ]);
  });

  it('never turns letters into capitals by style: i and ı have other capitals in Azerbaijani', () => {
    expect(offenders(/text-transform\s*:|font-variant\s*:\s*small-caps/u)).toEqual([]);
  });

  it('uses logical directions only', () => {
    expect(
      offenders(
        /(?:margin|padding|border)-(?:left|right|top|bottom)\b|text-align:\s*(?:left|right)/u,
      ),
    ).toEqual([]);
  });
});
