import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from '@playwright/test';
import { findBarriers, findCrowding } from '../support/journeys/inspect-screen.ts';
import type { KioskScreen } from '../support/journeys/kiosk-screen.ts';
import { anotherKioskScreen, applyQuickly } from '../support/journeys/one-application.ts';
import { signInAtKiosk, typeDigits, typeNumberAndPin } from '../support/journeys/staff-hand.ts';
import {
  openStaffPlace,
  SUPERVISOR,
  TECHNICIAN,
  type StaffPlace,
} from '../support/journeys/staff-place.ts';
import { findInEveryShape } from '../support/journeys/every-shape.ts';
import { expect, test } from '../support/journeys/test.ts';

interface Place extends StaffPlace {
  readonly staff: KioskScreen;
}

/** Its screen, in Azerbaijani. */
const openPlace = async (browser: Browser): Promise<Place> => {
  const place = await openStaffPlace();
  const staff = await anotherKioskScreen(browser);
  await staff.open(place.centre.kiosk().address);
  return { ...place, staff };
};

/** Nothing is too small for a finger or cut off. */
const look = async ({ page }: KioskScreen): Promise<void> => {
  expect(await findCrowding(page)).toEqual([]);
};

/** And nothing stands in the way of anybody. */
const lookClosely = async (staff: KioskScreen): Promise<void> => {
  expect(await findBarriers(staff.page)).toEqual([]);
  await look(staff);
};

const toMore = async (staff: KioskScreen, name: string): Promise<void> => {
  await staff.tap(staff.words('staff.bar.more'));
  await staff.tap(new RegExp(`^${staff.words(`staff.more.${name}.name`)}`));
};

/** The data keys in the store, each sealed by the key file. */
const sealedKeys = async (dataFolder: string): Promise<readonly string[]> => {
  const file = await readFile(join(dataFolder, 'store', 'key.json'), 'utf8');
  return (JSON.parse(file) as { content: { keys: string[] } }).content.keys;
};

test.describe('the pages of staff', () => {
  test.setTimeout(360_000);

  test('a call is raised and answered, figures, the day, accounts, settings and the audit work by touch', async ({
    browser,
  }) => {
    const { centre, staff, stick, tray, close } = await openPlace(browser);
    const { page, words } = staff;
    const printed = page.getByText(words('print.printed'));

    // A citizen calls; a member of staff comes and helps by name; the form goes on.
    const { reference } = await applyQuickly(staff);
    await staff.tap(new RegExp(`^${words('frame.help', { number: '' }).trim()}`));
    await staff.tap(words('callStaff.button'));
    await expect(page.getByText(words('callStaff.coming'))).toBeVisible();
    await lookClosely(staff);
    await staff.tap(words('callStaff.here'));
    await look(staff);
    await staff.tap(words('callStaff.help.choose'));
    await look(staff);
    await typeNumberAndPin(staff, SUPERVISOR, words('callStaff.help.button'));
    await expect(
      page.getByText(words('strips.helper', { name: 'Kamran Nəzarətçiyev' })),
    ).toBeVisible();
    await staff.tap(new RegExp(`^${words('frame.help', { number: '' }).trim()}`));
    await staff.tap(words('callStaff.button'));
    await page.getByText(words('callStaff.coming')).waitFor();
    await staff.tap(words('page.return'));
    await staff.tap(words('finish.button'));
    await page.locator('.start').first().waitFor({ timeout: 15_000 });
    await expect(page.getByText(words('strips.called'))).toBeVisible();

    await signInAtKiosk(staff, SUPERVISOR);
    await lookClosely(staff);
    await staff.tap(words('staff.call.answer'));
    await expect(page.getByText(words('staff.call.text'))).toBeHidden();

    // The receipt's reference finds the submission, wherever it stands.
    await staff.tap(words('staff.bar.queue'));
    await staff.tap(words('staff.queue.match'));
    await page.locator('#reference').fill(reference);
    await staff.tap(words('staff.match.look'));
    await expect(page.locator('.card strong')).toHaveText(
      new RegExp(['saved', 'received'].map((s) => words(`staff.match.states.${s}`)).join('|')),
    );
    await look(staff);

    await staff.tap(words('staff.bar.more'));
    await look(staff);
    await toMore(staff, 'figures');
    await expect(page.locator('.figure-card')).toHaveCount(9);
    // Each button says of which figure it is, to whoever does not see beside what it stands.
    const names = await page.locator('.figure-card button').allTextContents();
    expect(new Set(names).size).toBe(names.length);
    // Paper that does not come out is told as that, and the day's report counts it.
    await writeFile(tray, 'a file where the tray should be');
    await page
      .getByRole('button', { name: words('figures.print') })
      .first()
      .tap();
    await expect(page.getByText(words('print.faults.gone'))).toBeVisible();
    await lookClosely(staff);
    await staff.tap(words('staff.toStick'));
    const file = /asan-figures-[0-9-]+\.csv/.exec(
      await page.locator('.notice-success').innerText(),
    );
    expect(await readFile(join(stick, file?.[0] ?? ''), 'utf8')).toContain('submissions,');

    await toMore(staff, 'day');
    await expect(page.getByText(words('day.wiped'))).toBeVisible();
    await look(staff);
    await expect(page.getByText(words('day.printerFailed', { count: '1' }))).toBeVisible();
    await staff.tap(words('day.close'));
    await expect(page.getByText(words('day.closedNow'))).toBeVisible();
    await rm(tray);
    await mkdir(tray);
    await staff.tap(words('day.print'));
    await expect(printed).toBeVisible();
    expect(await readdir(tray)).toHaveLength(1);

    await toMore(staff, 'content');
    await expect(page.locator('.pack').first()).toBeVisible();
    await look(staff);

    // A new member of staff: a simple PIN is refused, another one is taken.
    await toMore(staff, 'people');
    await look(staff);
    await staff.tap(words('accounts.add'));
    await lookClosely(staff);
    await page.locator('#account-number').fill('401');
    await page.locator('#account-name').fill('Nigar Yeni');
    await staff.tap(words('staff.signIn.continue'));
    await typeDigits(staff, '123456');
    await staff.tap(words('accounts.addButton'));
    await expect(page.getByText(words('accounts.rules.pin_simple'))).toBeVisible();
    await look(staff);
    await typeDigits(staff, '904817');
    await staff.tap(words('accounts.addButton'));
    await staff.expectHeading(words('accounts.heading'));
    await expect(page.getByText('Nigar Yeni')).toBeVisible();

    // Settings hold at once; a theme that cannot be read is refused.
    await toMore(staff, 'settings');
    await lookClosely(staff);
    expect(await findInEveryShape(page, () => findCrowding(page))).toEqual([]);
    await writeFile(
      join(stick, 'asan-theme.json'),
      JSON.stringify({ v: 1, name: 'Pale', light: { text: '#cccccc' } }),
    );
    await staff.tap(words('settings.themeLoad'));
    await expect(page.locator('.notice-danger')).toContainText('text');
    await look(staff);
    await writeFile(
      join(stick, 'asan-theme.json'),
      JSON.stringify({ v: 1, name: 'Teal', light: { primary: '#0a5a5a', link: '#0a5a5a' } }),
    );
    await staff.tap(words('settings.themeLoad'));
    await expect(page.getByText(words('settings.themeIs', { name: 'Teal' }))).toBeVisible();
    await expect
      .poll(() =>
        page.evaluate(() =>
          getComputedStyle(document.documentElement).getPropertyValue('--primary'),
        ),
      )
      .toBe('#0a5a5a');
    const russian = page.getByRole('main').getByRole('button', { name: 'Русский' });
    await russian.tap();
    await expect(russian).toHaveAttribute('aria-pressed', 'false');

    await toMore(staff, 'audit');
    await expect(page.locator('.notice-success').first()).toBeVisible();
    await expect(page.locator('.line').first()).toContainText(words('audit.acts.viewed'));
    await lookClosely(staff);

    await staff.tap(words('staff.bar.leave'));
    await page.locator('.start').first().waitFor();
    await expect(page.locator('.start')).toHaveCount(2);
    expect(centre.kiosk().lines.join('\n')).not.toContain(reference);
    await close();
  });

  test('the alarm about damaged data stays over a start, until a technician and a second person end it', async ({
    browser,
  }) => {
    const { centre, staff, close } = await openPlace(browser);
    const { page, words } = staff;
    const alarm = page.getByRole('heading', { name: words('staff.worries.store_damaged.heading') });
    await centre.kiosk().stop();
    const quarantine = join(centre.kioskData, 'store', 'quarantine');
    await writeFile(join(quarantine, 'damage-seg-1-658.bin'), 'what was left');
    await staff.open((await centre.startKiosk()).address);

    await signInAtKiosk(staff, SUPERVISOR);
    await expect(alarm).toBeVisible();
    await expect(page.getByRole('button', { name: words('damage.look') })).toHaveCount(0);
    await staff.tap(words('staff.bar.leave'));
    await page.locator('.start').first().waitFor();

    await signInAtKiosk(staff, TECHNICIAN);
    await look(staff);
    await staff.tap(words('damage.look'));
    await expect(page.getByText(words('damage.unseen', { count: '1' }))).toBeVisible();
    await lookClosely(staff);
    await staff.tap(words('damage.toSecond'));
    await look(staff);
    await typeNumberAndPin(staff, SUPERVISOR, words('damage.acknowledge'));
    await staff.expectHeading(words('staff.today.heading'));
    await expect(alarm).toHaveCount(0);
    await toMore(staff, 'audit');
    await expect(page.getByText(words('audit.acts.damage_acknowledged'))).toBeVisible();
    expect(await readdir(quarantine)).toContain('seen-damage-seg-1-658.bin');

    // A new key of the data: asked for here, made by the next start beside the earlier one.
    await toMore(staff, 'keys');
    await lookClosely(staff);
    await staff.tap(words('keys.renew'));
    await expect(page.getByText(words('keys.next_start'))).toBeVisible();
    await look(staff);
    expect(await sealedKeys(centre.kioskData)).toHaveLength(1);
    await centre.kiosk().stop();
    await centre.startKiosk();
    expect(await sealedKeys(centre.kioskData)).toHaveLength(2);
    await close();
  });
});
