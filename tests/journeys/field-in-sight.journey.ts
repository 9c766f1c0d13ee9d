import { expect, test, type Page } from '@playwright/test';
import { fileURLToPath } from 'node:url';
import { createFakeKiosk } from '../support/renderer/fake-kiosk.ts';
import { findScreenFaults } from '../support/renderer/screen-rules.ts';
import { serveFake } from '../support/renderer/serve-fake.ts';
import { walkScreens } from '../support/renderer/walk-screens.ts';

const BUILT = fileURLToPath(new URL('../../out/renderer', import.meta.url));

/** Walks all screens over a stand-in core with the text enlarged `steps` times. */
const walk = async (page: Page, steps: number, look: (name: string) => Promise<void>) => {
  const fake = createFakeKiosk();
  const server = await serveFake(BUILT, fake);
  await page.goto(server.url);
  await page.locator('.start[lang="en"]').tap();
  for (let step = 0; step < steps; step += 1)
    await page.getByRole('button', { name: 'Larger text' }).tap();
  await walkScreens(page, fake, look);
  await server.close();
};

test.describe('on every screen', { tag: '@sizes' }, () => {
  test.setTimeout(240_000);
  test.use({ contextOptions: { reducedMotion: 'reduce' } });

  for (const [steps, percent] of [
    [0, 100],
    [3, 200],
  ] as const)
    test(`label, field and next step stay in sight above the keyboard with ${percent} % text`, async ({
      page,
    }) => {
      const faults: string[] = [];
      await walk(page, steps, async (name) => {
        faults.push(...(await findScreenFaults(page)).map((fault) => `${name}: ${fault}`));
      });
      expect(faults).toEqual([]);
    });

  test('the bar at the bottom has the same buttons in the same order', async ({ page }) => {
    const bars = new Set<string>();
    await walk(page, 0, async () => {
      const bar = page.locator('footer');
      if (await bar.isVisible()) bars.add(await bar.ariaSnapshot());
    });
    expect([...bars]).toHaveLength(1);
  });
});
