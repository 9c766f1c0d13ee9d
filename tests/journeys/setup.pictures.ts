import { join } from 'node:path';
import { findCrowding } from '../support/journeys/inspect-screen.ts';
import { openNewKiosk } from '../support/journeys/new-kiosk.ts';
import { ROOT } from '../support/journeys/program.ts';
import { installKiosk } from '../support/journeys/setup-hand.ts';
import { expect, test } from '../support/journeys/test.ts';

for (const { name, steps } of [
  { name: 'az-setup', steps: 0 },
  { name: 'az-setup-200-percent', steps: 3 },
])
  test(`every page of the set-up: ${name}`, async ({ page }, { project }) => {
    const { screen, installation, close } = await openNewKiosk(page);
    for (let step = 0; step < steps; step += 1) await screen.tap(screen.words('frame.larger'));
    let number = 0;
    const crowded: string[] = [];
    await installKiosk(screen, {
      ...installation,
      look: async (shown) => {
        number += 1;
        const order = String(number).padStart(2, '0');
        await page.screenshot({
          path: join(ROOT, 'screenshots', project.name, name, `${order}-${shown}.png`),
          animations: 'disabled',
          caret: 'hide',
        });
        crowded.push(...(await findCrowding(page)).map((fault) => `${shown}: ${fault}`));
      },
    });
    await close();
    expect(crowded).toEqual([]);
  });
