import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createTestCore } from '../../support/core/create-test-core.ts';
import { createFakePrinter } from '../../support/printing/fake-printer.ts';
import { PACKS_FOLDER } from '../../support/core/test-packs.ts';

const BUNDLED = join(import.meta.dirname, '../../../resources/packs');

/** The packs that a kiosk comes with. */
const bundledFiles = (): Record<string, string> => {
  const names = ['', 'services', 'information'].flatMap((folder) =>
    readdirSync(join(BUNDLED, folder))
      .filter((name) => name.endsWith('.json'))
      .map((name) => join(folder, name)),
  );
  return Object.fromEntries(
    names.map((name) => [join(PACKS_FOLDER, name), readFileSync(join(BUNDLED, name), 'utf8')]),
  );
};

const start = async () => {
  const printer = createFakePrinter();
  const kiosk = await createTestCore({ packs: bundledFiles(), printer });
  const screen = kiosk.screen();
  await screen.ask('session.begin', { language: 'az' });
  const first = async (text: string) => (await screen.ask('search.find', { text }))[0];
  return { kiosk, printer, screen, first };
};

describe('the information that a kiosk comes with', () => {
  it('loads whole, pages by topic, news by date', async () => {
    const { kiosk, screen } = await start();
    expect(kiosk.log.filter(({ event }) => event === 'pack.left_out')).toEqual([]);
    const { pages, news } = await screen.ask('information.list', {});
    expect(pages.length).toBeGreaterThanOrEqual(8);
    expect(news.every(({ demonstration }) => demonstration)).toBe(true);
    expect(news.map(({ date }) => date)).toEqual(
      news
        .map(({ date }) => date)
        .toSorted()
        .toReversed(),
    );
  });

  it('points only to what is there', async () => {
    const { screen } = await start();
    const { pages, news } = await screen.ask('information.list', {});
    for (const { id } of [...pages, ...news]) {
      const { article, related } = await screen.ask('information.get', { id });
      expect(related).toHaveLength(article.related.length);
    }
  });

  it('says what an authority decides and when it receives', async () => {
    const { screen } = await start();
    const page = await screen.ask('information.authority', { id: 'az-mas' });
    expect(page.services.length).toBeGreaterThanOrEqual(9);
    expect(page.events.map(({ kind }) => kind)).toContain('reception');
    const shamkir = await screen.ask('information.authorities', {});
    expect(shamkir.filter(({ site }) => site !== undefined)).toHaveLength(11);
  });

  it('forgets what is over', async () => {
    const { kiosk, screen } = await start();
    const before = await screen.ask('information.calendar', {});
    kiosk.clock.advance(400 * 86_400_000);
    const later = kiosk.screen();
    expect(before.length).toBeGreaterThan(0);
    expect(await later.ask('information.calendar', {})).toEqual([]);
  });

  it('is printed with its source and date', async () => {
    const { kiosk, printer, screen } = await start();
    await screen.ask('information.print', { id: 'appeals-law', language: 'ru' });
    await kiosk.eventually(() => printer.orders.length === 1);
    const words = JSON.stringify(printer.orders[0]?.document);
    for (const text of ['Как рассматривают обращения', 'Источник', '1308-IVQ', '15 рабочих дней'])
      expect(words).toContain(text);
    expect(await screen.call('information.print', { id: 'none', language: 'ru' })).toMatchObject({
      ok: false,
      error: { code: 'not_found' },
    });
  });

  it.each([
    ['menzil', 'service', 'housing-queue'],
    ['жилье', 'service', 'housing-queue'],
    ['fin', 'page', 'fin-code'],
    ['sikayet', 'service', 'appeal-complaint'],
    ['жалоба', 'service', 'appeal-complaint'],
    ['muraciet qanunu', 'page', 'appeals-law'],
    ['privacy', 'page', 'data-protection'],
    ['masalli', 'authority', 'az-mas'],
    ['Масаллы', 'authority', 'az-mas'],
    ['shamkhir', 'authority', 'az-skr'],
    ['108', 'page', 'asan-centres'],
  ])('is found: %s is the %s %s', async (typed, kind, id) => {
    const { first } = await start();
    expect(await first(typed)).toMatchObject({ kind, id });
  });
});
