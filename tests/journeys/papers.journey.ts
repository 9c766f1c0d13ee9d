import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { findChromium } from '../../electron/hosts/browser/chromium-command.ts';
import { openCentre } from '../support/journeys/centre.ts';
import { ANSWERS } from '../support/journeys/name-change.ts';
import { anotherKioskScreen } from '../support/journeys/one-application.ts';
import { expect, test } from '../support/journeys/test.ts';
import { pdf } from '../support/core/papers.ts';
import { makeTemporaryFolder } from '../support/portal/temporary-folder.ts';

const executablePath = findChromium(process.env, process.platform, existsSync);

/** Chromium's own picture in place of a document under a camera. */
test.use({
  launchOptions: {
    ...(executablePath && { executablePath }),
    args: ['--disable-gpu', '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
  },
});

test('papers from camera and stick, and a slip that goes on', async ({ browser }) => {
  const folder = await makeTemporaryFolder('asan-stick');
  const stick = join(folder.path, 'stick');
  await mkdir(stick);
  await writeFile(join(stick, 'akt.pdf'), pdf({ pages: 2 }));
  await writeFile(join(stick, 'yazi.jpg'), 'not a picture');
  const centre = await openCentre({
    kiosk: { documents: { folders: [{ id: 'stick', kind: 'stick', path: stick }] } },
  });
  const citizen = await anotherKioskScreen(browser);
  const { page, words } = citizen;
  await citizen.open(centre.kiosk().address);
  await citizen.begin();
  await citizen.startNameChange();
  await citizen.fillNameChange(ANSWERS, true);
  await citizen.tap(words('documents.add'));
  await citizen.expectHeading(words('documents.heading'));
  await page
    .getByRole('button', { name: words('documents.fromCamera') })
    .first()
    .tap();
  await citizen.tap(words('documents.take'));
  await citizen.tap(words('documents.use'));
  await page
    .getByRole('button', { name: words('documents.from.stick') })
    .last()
    .tap();
  await page.getByRole('button', { name: /yazi/u }).tap();
  await expect(page.getByText(words('documents.fault.file_type'))).toBeVisible();
  await page.getByRole('button', { name: /akt/u }).tap();
  await citizen.expectHeading(words('documents.heading'));
  expect((await new AxeBuilder({ page }).analyze()).violations.map((v) => v.id)).toEqual([]);
  await citizen.tap(words('documents.done'));
  await citizen.tap(words('resume.keepHeading'));
  await citizen.tap(words('resume.keep'));
  await expect(page.getByText(words('resume.writeDown'))).toBeVisible();
  await centre.close();
  await folder.remove();
});
