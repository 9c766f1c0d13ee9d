import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { questionsBundleSchema } from '../../contract/transfer-bundle.ts';
import { hashPin } from '../../electron/core/features/staff/pin.ts';
import { makeTemporaryFolder } from '../support/portal/temporary-folder.ts';
import { openCentre } from '../support/journeys/centre.ts';
import type { KioskScreen } from '../support/journeys/kiosk-screen.ts';
import { CANARIES } from '../support/journeys/name-change.ts';
import { anotherKioskScreen, applyQuickly } from '../support/journeys/one-application.ts';
import { expect, test } from '../support/journeys/test.ts';
import { collectTraces, findIn } from '../support/journeys/traces.ts';
import * as v from 'valibot';

const OPERATOR = { number: '101', name: 'Leyla Sınaqova', role: 'operator', pin: '402918' };

const knock = async ({ page }: KioskScreen): Promise<void> => {
  // Sent at once: a machine under load must not make a quick hand slow.
  await Promise.all(Array.from({ length: 5 }, () => page.touchscreen.tap(30, 40)));
};

const typeDigits = async (staff: KioskScreen, digits: string): Promise<void> => {
  for (const digit of digits) await staff.tap(digit);
};

const toPin = async (staff: KioskScreen): Promise<void> => {
  const { words } = staff;
  await knock(staff);
  await staff.expectHeading(words('staff.signIn.headings.number'));
  await typeDigits(staff, OPERATOR.number);
  await staff.tap(words('staff.signIn.continue'));
  await staff.expectHeading(words('staff.signIn.headings.pin'));
};

const tryPin = async (staff: KioskScreen, pin: string): Promise<void> => {
  await typeDigits(staff, pin);
  await staff.tap(staff.words('staff.signIn.button'));
};

test.describe('staff at the kiosk', () => {
  test.setTimeout(240_000);

  test('sign in by touch, see what waits, carry it on a stick, and leave nothing behind', async ({
    browser,
  }) => {
    const folder = await makeTemporaryFolder('asan-stick');
    const stick = join(folder.path, 'stick');
    const pin = await hashPin(OPERATOR.pin, (length) => randomBytes(length));
    const centre = await openCentre({
      kiosk: { staff: [{ ...OPERATOR, pin }], transferFolder: stick },
    });
    const staff = await anotherKioskScreen(browser);
    const { page, words } = staff;
    await staff.open(centre.kiosk().address);
    centre.cable.cut();
    const receipt = await applyQuickly(staff);
    await staff.tap(words('finish.button'));
    await page.locator('.start').first().waitFor({ timeout: 15_000 });

    // A wrong PIN is refused, and the fourth one in a row is not even looked at.
    await toPin(staff);
    for (let tries = 0; tries < 3; tries += 1) {
      await tryPin(staff, '918402');
      await expect(page.getByRole('alert')).toContainText(
        words('staff.signIn.problems.wrong').slice(0, 20),
      );
    }
    await tryPin(staff, OPERATOR.pin);
    await expect(page.getByText(words('staff.signIn.locked'))).toBeVisible();
    await expect(page.getByText(words('staff.signIn.problems.unlocked'))).toBeVisible({
      timeout: 60_000,
    });
    await tryPin(staff, OPERATOR.pin);
    await staff.expectHeading(words('staff.today.heading'));
    await expect(page.getByText(words('staff.worries.offline.heading'))).toBeVisible();

    await staff.tap(words('staff.bar.queue'));
    await expect(page.locator('.item')).toHaveCount(1);
    await expect(page.locator('.item')).toContainText(words('staff.queue.states.saved'));
    expect(findIn(await collectTraces(page), [...CANARIES, receipt.reference])).toEqual([]);

    await staff.tap(words('staff.queue.openStick'));
    await staff.tap(words('staff.stick.export'));
    await expect(page.getByText(words('staff.stick.noMedium.export'))).toBeVisible();
    await mkdir(stick);
    await staff.tap(words('staff.stick.export'));
    await expect(page.getByText(words('staff.stick.inFile', { count: 1 }))).toBeVisible();
    const name = /asan-questions-[0-9a-f-]+\.json/.exec(
      await page.locator('.file').innerText(),
    )?.[0];
    const bundle = v.parse(
      questionsBundleSchema,
      JSON.parse(await readFile(join(stick, name ?? ''), 'utf8')),
    );
    expect(bundle.messages).toHaveLength(2);
    expect(findIn(JSON.stringify(bundle), CANARIES)).toEqual([]);
    await staff.tap(words('staff.stick.import'));
    await expect(page.getByText(words('staff.stick.noMedium.import'))).toBeVisible();

    await staff.tap(words('staff.bar.leave'));
    await page.locator('.start').first().waitFor();
    const ofStaff = [OPERATOR.name, OPERATOR.pin, name ?? '', words('staff.bar.leave')];
    expect(findIn(await collectTraces(page), ofStaff)).toEqual([]);
    await staff.begin();
    expect(findIn(await collectTraces(page), ofStaff)).toEqual([]);

    await centre.close();
    await rm(stick, { recursive: true });
    await folder.remove();
  });
});
