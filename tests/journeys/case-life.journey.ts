import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { hashPin } from '../../electron/core/features/staff/pin.ts';
import { pdf } from '../support/core/papers.ts';
import { openCentre, type Centre } from '../support/journeys/centre.ts';
import { findBarriers, findCrowding } from '../support/journeys/inspect-screen.ts';
import type { KioskProgram } from '../support/journeys/kiosk-program.ts';
import { createKioskScreen } from '../support/journeys/kiosk-screen.ts';
import { signInAtDesk, UNTIL_SENT } from '../support/journeys/one-application.ts';
import { applyBehindTheScreen, askKiosk } from '../support/journeys/quick-case.ts';
import { readerTypes } from '../support/journeys/reader-hand.ts';
import { receptionTitle, sayWhoAndWhat } from '../support/journeys/reception-walk.ts';
import { startSecondKiosk } from '../support/journeys/second-kiosk.ts';
import { signInForCases } from '../support/journeys/sign-in-hand.ts';
import { typeDigits } from '../support/journeys/staff-hand.ts';
import { expect, test } from '../support/journeys/test.ts';
import { CLIENT_ID, startStandIn, type StandIn } from '../support/sign-in/stand-in.ts';
import { signIn } from '../support/portal/desk-client.ts';
import { makeTemporaryFolder, type TemporaryFolder } from '../support/portal/temporary-folder.ts';

/** What becomes of a case after it was sent: at another kiosk, at the desk, at the next visit. */

const OFFICER = { number: '101', name: 'Leyla Sınaqova', role: 'operator', pin: '402918' };

let folder: TemporaryFolder;
let standIn: StandIn;
let centre: Centre;
let other: KioskProgram;
test.beforeAll(async () => {
  folder = await makeTemporaryFolder('asan-stick');
  const stick = join(folder.path, 'stick');
  await mkdir(stick);
  await writeFile(join(stick, 'akt.pdf'), pdf({ pages: 2 }));
  standIn = await startStandIn();
  const pin = await hashPin(OFFICER.pin, (length) => randomBytes(length));
  centre = await openCentre({
    kiosk: { identity: standIn.identity, staff: [{ ...OFFICER, pin }] },
    portalEnv: { PORTAL_SIGN_IN_ISSUER: standIn.issuer, PORTAL_SIGN_IN_CLIENTS: CLIENT_ID },
  });
  other = await startSecondKiosk(centre, 'Quba köşkü', {
    documents: { camera: false, folders: [{ id: 'stick', kind: 'stick', path: stick }] },
  });
});
test.afterAll(async () => {
  await other.stop();
  await centre.close();
  await standIn.close();
  await folder.remove();
});

const inspect = async (page: Page, name: string): Promise<readonly string[]> =>
  [...(await findBarriers(page)), ...(await findCrowding(page))].map(
    (fault) => `${name}: ${fault}`,
  );

test('a receipt opens the case at another kiosk, and a paper is added without a network', async ({
  browser,
  page,
}) => {
  const there = createKioskScreen(page, 'az');
  await there.open(centre.kiosk().address);
  await there.begin();
  const { qr } = await applyBehindTheScreen(page);

  const context = await browser.newContext({ hasTouch: true, viewport: page.viewportSize() });
  const citizen = createKioskScreen(await context.newPage(), 'az');
  const { page: screen, words } = citizen;
  await citizen.open(other.address);
  await citizen.begin();
  await citizen.tap(new RegExp(`^${words('home.myCase')}`));
  await citizen.expectHeading(words('case.heading'));
  // The portal may not have heard of it yet.
  await expect(async () => {
    await readerTypes(screen, `${qr}\n`);
    await expect(screen.getByText(words('caseStatus.timeline'))).toBeVisible({ timeout: 2_000 });
  }).toPass();

  centre.cable.cut();
  await citizen.tap(words('caseTalk.acts.add-document.open'));
  await citizen.expectHeading(words('caseTalk.papers.heading'));
  await citizen.tap(words('caseTalk.papers.send'));
  await expect(screen.getByText(words('caseTalk.papers.none'))).toBeVisible();
  await screen
    .getByRole('button', { name: words('documents.from.stick') })
    .first()
    .tap();
  await screen.getByRole('button', { name: /akt/u }).tap();
  await expect(screen.getByText(words('caseTalk.papers.notSent'))).toBeVisible();
  const faults = [...(await inspect(screen, 'papers'))];
  await citizen.tap(words('caseTalk.papers.send'));
  const own = screen.locator('.messages .own');
  await expect(own).toContainText(words('caseTalk.acts.add-document.done'));
  await expect(own).toContainText(words('caseTalk.delivery.saved'));

  centre.cable.mend();
  await expect(own).toContainText(words('caseTalk.delivery.received'), { timeout: UNTIL_SENT });
  await expect(screen.locator('main')).toContainText(words('caseStatus.papers_added'));
  faults.push(...(await inspect(screen, 'case')));
  expect(faults).toEqual([]);
  await context.close();
});

test('an officer confirms who somebody is, and the authority declines the reception with a reason', async ({
  browser,
  page,
}) => {
  const citizen = createKioskScreen(page, 'az');
  const { words } = citizen;
  const faults: string[] = [];
  await citizen.open(centre.kiosk().address);
  await citizen.begin();
  // From the page of the authority to its officials; its head receives nobody whose card was not seen.
  await citizen.tap(new RegExp(`^${words('home.information')}`));
  await citizen.tap(words('information.doors.authorities'));
  await page.getByRole('button', { name: 'Masallı' }).first().tap();
  await citizen.tap(words('purpose.reception.start'));
  await citizen.tap(words('purpose.reception.start'));
  await citizen.expectHeading(receptionTitle('official'));
  await page.locator('label:has(input[value="az-mas-head"])').tap();
  await citizen.goOn();
  await citizen.expectHeading(words('identity.heading'));
  await page.getByRole('button', { name: words('identity.staff') }).tap();
  await page.locator('#answer').fill('4HF92MQ');
  await citizen.tap(words('identity.seen.continue'));
  await citizen.expectHeading(words('identity.seen.numberHeading'));
  await typeDigits(citizen, OFFICER.number);
  await citizen.tap(words('identity.seen.continue'));
  await citizen.expectHeading(words('identity.seen.pinHeading'));
  faults.push(...(await inspect(page, 'officer’s PIN')));
  await typeDigits(citizen, OFFICER.pin);
  await citizen.tap(words('identity.seen.sign'));
  await citizen.expectHeading(receptionTitle('topic'));
  await page.locator('label:has(input[value="land"])').tap();
  await citizen.goOn();
  await citizen.expectHeading(receptionTitle('times'));
  await page.locator('button.time').first().tap();
  await citizen.goOn();
  await sayWhoAndWhat(citizen);
  const { reference, code } = await citizen.readReceipt();
  const delivery = page.locator('.registration dd').first();
  await expect(delivery).toHaveText(/^MAS-/, { timeout: UNTIL_SENT });
  const number = (await delivery.textContent())?.trim() ?? '';

  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const desk = await signInAtDesk(browser, centre, await context.newPage());
  await desk.openCase(number);
  await desk.decide('declined', 'Rəhbər həmin həftə ezamiyyətdədir.');
  await context.close();

  await citizen.tap(words('done.more'));
  await citizen.openCase(reference, code);
  await expect(page.locator('.status')).toContainText(words('caseStatus.declined'));
  await expect(page.getByText('Rəhbər həmin həftə ezamiyyətdədir.')).toBeVisible();
  faults.push(...(await inspect(page, 'declined')));
  expect(faults).toEqual([]);
});

test('a sign-in begins with what was answered since the last visit, and what may come next', async ({
  page,
}) => {
  const citizen = createKioskScreen(page, 'az');
  const { words } = citizen;
  const visit = async (): Promise<void> => {
    await citizen.open(centre.kiosk().address);
    await citizen.begin();
    await signInForCases(citizen, 'sevinc');
    await citizen.tap(words('identity.confirm.yes'));
    await citizen.expectHeading(words('caseTalk.list.heading'));
    await page.locator('button.case').first().waitFor();
  };
  await visit();
  const { cases } = await askKiosk(page, 'cases.listOwn', {});
  const open = cases.find(({ status }) => status === 'registered');
  await askKiosk(page, 'session.finish', {});

  const desk = await signIn(centre.portal().address, centre.portal().official);
  const query = { filter: 'all', search: open?.reference ?? '', page: '1' } as const;
  const [found] = (await desk.call('listCases', { query })).cases;
  await desk.call('answerCase', {
    params: { caseId: found?.caseId ?? '' },
    body: { rev: found?.rev ?? 0, text: 'İcazə verilir.' },
  });

  await visit();
  await expect(page.getByText(words('caseTalk.list.new')).first()).toBeVisible();
  await expect(page.locator('.notice-success').last()).toContainText('1');
  await expect(page.getByText(words('caseTalk.follows'))).toBeVisible();
  expect(await inspect(page, 'news')).toEqual([]);
  await page.locator('button.case').first().tap();
  await expect(page.getByText('İcazə verilir.')).toBeVisible();
});
