import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findBarriers, findCrowding } from '../support/journeys/inspect-screen.ts';
import { openNewKiosk } from '../support/journeys/new-kiosk.ts';
import { installKiosk } from '../support/journeys/setup-hand.ts';
import { signInAtKiosk } from '../support/journeys/staff-hand.ts';
import { expect, test } from '../support/journeys/test.ts';

/** One page of each build; all of them are in the pictures. */
const LOOKED_AT = ['network-fault', 'summary'];

test.describe('a kiosk out of its box', () => {
  test('is set up by touch, starts by itself, and hides its set-up from citizens', async ({
    page,
  }) => {
    const { screen, kiosk, installation, close } = await openNewKiosk(page);
    const { stick, technician } = installation;
    await installKiosk(screen, {
      ...installation,
      look: async (name) => {
        // Whoever needs larger text keeps it through the screen's measure of itself.
        if (name === 'packs') await screen.tap(screen.words('frame.larger'));
        if (name === 'access') {
          const usual = page.getByRole('button', { name: screen.words('frame.usualSize') });
          await expect(usual).toHaveAttribute('aria-pressed', 'false');
          await usual.tap();
        }
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
    await signInAtKiosk(screen, technician);
    await screen.tap(screen.words('staff.bar.more'));
    await screen.tap(new RegExp(`^${screen.words('staff.more.locks.name')}`));
    await screen.expectHeading(screen.words('setup.locks.heading'));
    await page.locator('.lines li').first().waitFor();

    await close();
  });
});
