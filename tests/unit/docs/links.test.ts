import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { readText, repositoryFiles, ROOT } from '../../support/architecture/source-files.ts';

/** `[words](path)` and `[words](path#place)`; addresses of the web are not looked at. */
const LINK = /\]\((?!https?:|#)([^)#\s]+)(?:#[^)]*)?\)/g;

it('leads to a file that is there by every link of a guide', () => {
  const guides = repositoryFiles().filter((path) => path.endsWith('.md'));
  const links = guides.flatMap((path) =>
    [...readText(path).matchAll(LINK)].map(([, to = '']) => ({ path, to })),
  );
  expect(links.length).toBeGreaterThan(15);
  const broken = links.filter(({ path, to }) => !existsSync(join(ROOT, dirname(path), to)));
  expect(broken.map(({ path, to }) => `${path}: ${to}`)).toEqual([]);
});
