import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from '@playwright/test';
import { ROOT } from '../support/journeys/program.ts';
import { createFakeKiosk } from '../support/renderer/fake-kiosk.ts';
import { participationHandlers, topicService } from '../support/renderer/fake-participation.ts';
import { nameChangeService } from '../support/renderer/name-change-service.ts';
import { serveFake } from '../support/renderer/serve-fake.ts';
import { walkParticipation } from '../support/renderer/walk-participation.ts';

for (const [look, steps, contrast] of [
  ['plain', 0, 0],
  ['large', 3, 0],
  ['dark', 0, 1],
] as const)
  test(`topics and surveys, ${look}`, async ({ page }, testInfo) => {
    const more = participationHandlers();
    const fake = createFakeKiosk({ services: [nameChangeService, topicService], more });
    const served = await serveFake(join(ROOT, 'out/renderer'), fake);
    const folder = join(ROOT, 'screenshots/participation', `${testInfo.project.name}-${look}`);
    await mkdir(folder, { recursive: true });
    await page.goto(served.url);
    await page.locator('.start[lang="en"]').tap();
    for (let step = 0; step < steps; step += 1)
      await page.getByRole('button', { name: 'Larger text, A plus' }).tap();
    for (let step = 0; step < contrast; step += 1)
      await page.getByRole('button', { name: 'Contrast' }).tap();
    let count = 0;
    await walkParticipation(page, async (name) => {
      count += 1;
      const file = `${String(count).padStart(2, '0')}-${name.replace(/\W+/gu, '-')}.png`;
      await page.screenshot({ path: join(folder, file), animations: 'disabled' });
    });
    await served.close();
  });
