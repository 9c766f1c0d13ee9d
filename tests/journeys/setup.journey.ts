import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findBarriers, findCrowding } from '../support/journeys/inspect-screen.ts';
import { startKioskProgram } from '../support/journeys/kiosk-program.ts';
import { createKioskScreen } from '../support/journeys/kiosk-screen.ts';
import { startPortalProgram } from '../support/journeys/portal-program.ts';
import { installKiosk } from '../support/journeys/setup-hand.ts';
import { signInAtKiosk } from '../support/journeys/staff-hand.ts';
import { expect, test } from '../support/journeys/test.ts';
import { makeTemporaryFolder } from '../support/portal/temporary-folder.ts';

const TECHNICIAN = { number: '301', pin: '558207', name: 'Tural Texnikov' };
/** One page of each build; all of them are in the pictures. */
const LOOKED_AT = ['network-fault', 'summary'];

test.describe('a kiosk out of its box', () => {
  test('is set up by touch, starts by itself, and hides its set-up from citizens', async ({
    page,
  }) => {
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
    await installKiosk(screen, {
      portalUrl: portal.address,
      enrolment: portal.enrolment,
      technician: TECHNICIAN,
      stick,
      look: async (name) => {
        if (!LOOKED_AT.includes(name)) return;
        expect(await findCrowding(page), name).toEqual([]);
        expect(await findBarriers(page), name).toEqual([]);
      },
    });
    const yaml = await readFile(join(stick, 'kiosk.yaml'), 'utf8');
    expect(yaml).toContain('authorityId: az-mas');
    expect(yaml).not.toContain('enrolmentCode:');

    // The same program starts again with what was said; a citizen finds a free kiosk.
    const addresses = (): string[] => kiosk.lines.filter((line) => line.startsWith('Kiosk: '));
    await expect.poll(() => addresses().length).toBe(2);
    await screen.open(addresses()[1]?.slice('Kiosk: '.length) ?? '');
    await page.locator('.start[lang="az"]').waitFor();

    // Its technician finds locks and set-up under "More".
    await signInAtKiosk(screen, TECHNICIAN);
    await screen.tap(screen.words('staff.bar.more'));
    await screen.tap(new RegExp(`^${screen.words('staff.more.locks.name')}`));
    await screen.expectHeading(screen.words('setup.locks.heading'));
    await page.locator('.lines li').first().waitFor();

    await kiosk.stop();
    await portal.stop();
    await folder.remove();
  });
});
