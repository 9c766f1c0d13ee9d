import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { pdf } from '../support/core/papers.ts';
import { openCentre, type Centre } from '../support/journeys/centre.ts';
import { findBarriers, findCrowding } from '../support/journeys/inspect-screen.ts';
import type { KioskProgram } from '../support/journeys/kiosk-program.ts';
import { createKioskScreen } from '../support/journeys/kiosk-screen.ts';
import { UNTIL_SENT } from '../support/journeys/one-application.ts';
import { applyBehindTheScreen } from '../support/journeys/quick-case.ts';
import { readerTypes } from '../support/journeys/reader-hand.ts';
import { startSecondKiosk } from '../support/journeys/second-kiosk.ts';
import { expect, test } from '../support/journeys/test.ts';
import { makeTemporaryFolder, type TemporaryFolder } from '../support/portal/temporary-folder.ts';

/** What becomes of a case after it was sent: at another kiosk, at the desk, at the next visit. */

let folder: TemporaryFolder;
let centre: Centre;
let other: KioskProgram;
test.beforeAll(async () => {
  folder = await makeTemporaryFolder('asan-stick');
  const stick = join(folder.path, 'stick');
  await mkdir(stick);
  await writeFile(join(stick, 'akt.pdf'), pdf({ pages: 2 }));
  centre = await openCentre();
  other = await startSecondKiosk(centre, 'Quba köşkü', {
    documents: { camera: false, folders: [{ id: 'stick', kind: 'stick', path: stick }] },
  });
});
test.afterAll(async () => {
  await other.stop();
  await centre.close();
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
