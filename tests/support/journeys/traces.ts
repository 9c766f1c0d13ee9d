import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';

/** Everything that a browser page keeps or shows, as one text: where the next citizen could find something. */
export const collectTraces = async (page: Page): Promise<string> => {
  const shown = await page.evaluate(async () => {
    const fields = [...document.querySelectorAll('input, textarea, select')].map(
      (field) => (field as HTMLInputElement).value,
    );
    const databases = await indexedDB.databases();
    return JSON.stringify({
      page: document.documentElement.outerHTML,
      fields,
      title: document.title,
      address: location.href,
      state: history.state as unknown,
      storages: [{ ...localStorage }, { ...sessionStorage }],
      cookies: document.cookie,
      databases: databases.map(({ name }) => name),
      caches: 'caches' in window ? await caches.keys() : [],
      requests: performance.getEntries().map(({ name }) => name),
    });
  });
  const protocol = await page.context().newCDPSession(page);
  const { entries } = await protocol.send('Page.getNavigationHistory');
  await protocol.detach();
  return `${shown}\n${JSON.stringify(entries)}\n${JSON.stringify(await page.context().cookies())}`;
};

/** Which of the texts are in a text, in the clear or as a browser may have encoded them. */
export const findIn = (text: string, canaries: readonly string[]): readonly string[] =>
  canaries.filter((canary) =>
    [canary, encodeURIComponent(canary), JSON.stringify(canary).slice(1, -1)].some((form) =>
      text.toLowerCase().includes(form.toLowerCase()),
    ),
  );

const encodings = (canary: string): readonly Buffer[] => {
  const utf8 = Buffer.from(canary, 'utf8');
  // Base64 of a text inside another one depends on where it begins: three ways, without the uncertain ends.
  const base64 = [0, 1, 2].map((offset) => {
    const padded = Buffer.concat([Buffer.alloc(offset), utf8]).toString('base64');
    return Buffer.from(padded.slice(offset === 0 ? 0 : offset + 1, -4));
  });
  return [utf8, Buffer.from(canary, 'utf16le'), Buffer.from(utf8.toString('hex')), ...base64];
};

/** Which of the texts are in the files of a folder: UTF-8, UTF-16, hexadecimal or base64. */
export const findOnDisk = (folder: string, canaries: readonly string[]): readonly string[] => {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const contents = files.map((entry) => readFileSync(join(entry.parentPath, entry.name)));
  return canaries.filter((canary) =>
    encodings(canary).some((form) => contents.some((content) => content.includes(form))),
  );
};
