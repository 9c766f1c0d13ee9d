import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { fileURLToPath } from 'node:url';
import { createFakeKiosk } from '../support/renderer/fake-kiosk.ts';
import { findScreenFaults } from '../support/renderer/screen-rules.ts';
import { serveFake } from '../support/renderer/serve-fake.ts';
import { walkScreens, type Visit } from '../support/renderer/walk-screens.ts';

const BUILT = fileURLToPath(new URL('../../out/renderer', import.meta.url));
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

const begin = async (page: Page, url: string, scale: number): Promise<void> => {
  await page.goto(url);
  await page.locator('.start[lang="en"]').tap();
  for (let step = 0; step < scale; step += 1)
    await page.getByRole('button', { name: 'Larger text' }).tap();
};

/** Walks all screens with the text enlarged `scale` times; answers what `look` found, by screen. */
const collect = async (
  page: Page,
  scale: number,
  look: () => Promise<readonly string[]>,
): Promise<string[]> => {
  const fake = createFakeKiosk();
  const server = await serveFake(BUILT, fake);
  const found: string[] = [];
  const visit: Visit = async (name) => {
    found.push(...(await look()).map((fault) => `${name}: ${fault}`));
  };
  await begin(page, server.url, scale);
  await walkScreens(page, fake, visit);
  await server.close();
  return found;
};

const findAccessibilityFaults = async (page: Page): Promise<string[]> => {
  const { violations } = await new AxeBuilder({ page })
    .withTags(RULES)
    .setLegacyMode(true)
    .analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
};

test.describe('every screen', { tag: '@sizes' }, () => {
  test.setTimeout(240_000);
  test.use({ contextOptions: { reducedMotion: 'reduce' } });

  for (const [scale, percent] of [
    [0, 100],
    [3, 200],
  ] as const)
    test(`fits with ${percent} % text, its targets large, field and next step in sight`, async ({
      page,
    }) => {
      expect(await collect(page, scale, () => findScreenFaults(page))).toEqual([]);
    });

  test('has the same bars in the same order', async ({ page }) => {
    const bars = new Set<string>();
    await collect(page, 0, async () => {
      const bar = page.locator('footer');
      if (await bar.isVisible()) bars.add(await bar.ariaSnapshot());
      return [];
    });
    expect([...bars]).toHaveLength(1);
  });

  test('passes the accessibility rules', async ({ page }, { project }) => {
    const theme = { portrait: 'Light', landscape: 'Dark', small: 'High contrast' }[project.name];
    let chosen = false;
    const found = await collect(page, 0, async () => {
      if (!chosen) {
        chosen = true;
        await page.getByRole('button', { name: 'Display' }).tap();
        await page.locator('label', { hasText: theme ?? 'Light' }).tap();
        await page.getByRole('button', { name: 'Done' }).tap();
      }
      return findAccessibilityFaults(page);
    });
    expect(found).toEqual([]);
  });
});
