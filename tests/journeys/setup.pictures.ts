import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { findCrowding } from '../support/journeys/inspect-screen.ts';
import { startKioskProgram } from '../support/journeys/kiosk-program.ts';
import { createKioskScreen } from '../support/journeys/kiosk-screen.ts';
import { startPortalProgram } from '../support/journeys/portal-program.ts';
import { ROOT } from '../support/journeys/program.ts';
import { installKiosk } from '../support/journeys/setup-hand.ts';
import { expect, test } from '../support/journeys/test.ts';
import { makeTemporaryFolder } from '../support/portal/temporary-folder.ts';

const TECHNICIAN = { number: '301', pin: '558207', name: 'Tural Texnikov' };

for (const { name, steps } of [
  { name: 'az-setup', steps: 0 },
  { name: 'az-setup-200-percent', steps: 3 },
])
  test(`every page of the set-up: ${name}`, async ({ page }, { project }) => {
    const folder = await makeTemporaryFolder('asan-setup');
    const stick = join(folder.path, 'stick');
    const portalFolder = join(folder.path, 'portal');
    await Promise.all([mkdir(stick), mkdir(portalFolder)]);
    const portal = await startPortalProgram({ folder: portalFolder });
    const kiosk = await startKioskProgram(
      join(folder.path, 'nowhere.yaml'),
      join(folder.path, 'kiosk'),
    );
    const screen = createKioskScreen(page, 'az');
    await screen.open(kiosk.address);
    for (let step = 0; step < steps; step += 1) await screen.tap(screen.words('frame.larger'));
    let number = 0;
    const crowded: string[] = [];
    await installKiosk(screen, {
      ...{ portalUrl: portal.address, enrolment: portal.enrolment },
      ...{ technician: TECHNICIAN, stick },
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
    await kiosk.stop();
    await portal.stop();
    await folder.remove();
    expect(crowded).toEqual([]);
  });
