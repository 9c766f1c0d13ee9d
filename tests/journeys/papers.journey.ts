import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findChromium } from '../../electron/hosts/browser/chromium-command.ts';
import { NEW_CARD, newCardZone } from '../support/core/identity-cards.ts';
import { pdf } from '../support/core/papers.ts';
import { openCentre, type Centre } from '../support/journeys/centre.ts';
import {
  fillForm,
  fillUntil,
  openService,
  planAnswers,
  purposeWord,
  sendForm,
} from '../support/journeys/form-walk.ts';
import { findBarriers } from '../support/journeys/inspect-screen.ts';
import type { KioskScreen } from '../support/journeys/kiosk-screen.ts';
import { anotherKioskScreen, deliveryOf, UNTIL_SENT } from '../support/journeys/one-application.ts';
import { readerTypes } from '../support/journeys/reader-hand.ts';
import { expect, test } from '../support/journeys/test.ts';
import { readService } from '../support/packs/read-pack.ts';
import { makeTemporaryFolder, type TemporaryFolder } from '../support/portal/temporary-folder.ts';
import { canReadPdf, wordsOfPdf } from '../support/printing/read-pdf.ts';

const executablePath = findChromium(process.env, process.platform, existsSync);

/** Chromium's own picture in place of a document under a camera. */
test.use({
  launchOptions: {
    ...(executablePath && { executablePath }),
    args: ['--disable-gpu', '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
  },
});

let folder: TemporaryFolder;
let centre: Centre;
test.beforeAll(async () => {
  folder = await makeTemporaryFolder('asan-stick');
  const [stick, paper] = [join(folder.path, 'stick'), join(folder.path, 'paper')];
  await mkdir(stick);
  await writeFile(join(stick, 'akt.pdf'), pdf({ pages: 2 }));
  await writeFile(join(stick, 'yazi.jpg'), 'not a picture');
  centre = await openCentre({
    kiosk: {
      documents: { folders: [{ id: 'stick', kind: 'stick', path: stick }] },
      printer: { via: 'folder', paper: 'roll-80mm', folder: paper },
    },
  });
});
test.afterAll(async () => {
  await centre.close();
  await folder.remove();
});

const papersPrinted = (): readonly string[] =>
  existsSync(join(folder.path, 'paper'))
    ? readdirSync(join(folder.path, 'paper')).filter((name) => name.endsWith('.pdf'))
    : [];

/** A page from the camera, a file that is not what it says, and one that is. */
const addPapers = async (citizen: KioskScreen): Promise<void> => {
  const { page, words } = citizen;
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
  await citizen.tap(words('documents.done'));
  await expect(page.getByText(words('documents.added', { n: 3 }))).toBeVisible();
};

/** Puts the application aside and answers what the printed slip's QR code says. */
const printSlip = async (citizen: KioskScreen): Promise<string> => {
  const { page, words } = citizen;
  const before = papersPrinted();
  await citizen.tap(words('resume.keepHeading'));
  await citizen.tap(words('resume.keep'));
  await citizen.expectHeading(words('resume.keptHeading'));
  await citizen.tap(words('resume.print'));
  await expect(page.getByText(words('print.printed'))).toBeVisible();
  const [number = '', code = ''] = await page.locator('dd.code').allTextContents();
  const slip = papersPrinted().find((name) => !before.includes(name)) ?? '';
  if (canReadPdf()) {
    const paper = wordsOfPdf(readFileSync(join(folder.path, 'paper', slip)));
    expect(paper).toContain(number);
    expect(paper).toContain(code);
  }
  await citizen.tap(words('resume.finish'));
  await citizen.leave();
  return `ASAN1-SLIP:${number}:${code}`;
};

const printReceipt = async (citizen: KioskScreen): Promise<void> => {
  const { page, words } = citizen;
  const before = papersPrinted().length;
  await citizen.tap(words('print.receipt'));
  await expect(page.getByText(words('print.printed'))).toBeVisible();
  await citizen.tap(words('print.again'));
  await expect.poll(() => papersPrinted().length).toBe(before + 2);
  await expect(page.getByText(words('print.printed'))).toBeVisible();
};

const CASES = [
  { network: 'without a network', id: 'appeal-complaint', wanted: { behalf: 'representative' } },
  { network: 'with a network', id: 'child-name-change', wanted: {} },
] as const;

for (const { network, id, wanted } of CASES)
  test(`papers from camera and stick, a slip that is printed and scanned, a receipt and its reprint, ${network}`, async ({
    browser,
  }) => {
    const service = readService(id);
    const citizen = await anotherKioskScreen(browser);
    const { page, words } = citizen;
    if (network === 'without a network') centre.cable.cut();
    await citizen.open(centre.kiosk().address);
    await citizen.begin();
    await openService(citizen, service);
    await citizen.tap(purposeWord(citizen, service, 'start'));
    await fillForm(citizen, service, planAnswers(service, wanted));
    await addPapers(citizen);
    const slip = await printSlip(citizen);

    await citizen.begin();
    await citizen.tap(new RegExp(`^${words('home.apply')}`));
    await citizen.tap(words('resume.link'));
    await citizen.expectHeading(words('resume.heading'));
    await readerTypes(page, `${slip}\n`);
    await citizen.expectHeading(words('check.heading'));
    // Papers would outlive the person's wish to have them here: they are added anew.
    await expect(page.getByText(words('documents.added', { n: 0 }))).toBeVisible();
    await sendForm(citizen, service);
    await printReceipt(citizen);
    centre.cable.mend();
    await expect(deliveryOf(citizen)).toContainText(words('delivery.received'), {
      timeout: UNTIL_SENT,
    });
    await page.context().close();
  });

test('where the FIN is asked the identity card says it, and what was typed stays', async ({
  browser,
}) => {
  const service = readService('gas-debt-certificate');
  const citizen = await anotherKioskScreen(browser);
  const { page, words } = citizen;
  centre.cable.cut();
  await citizen.open(centre.kiosk().address);
  await citizen.begin();
  await openService(citizen, service);
  await citizen.tap(purposeWord(citizen, service, 'start'));
  const answers = planAnswers(service);
  await fillUntil(citizen, service, answers, 'applicantFin');
  await page.locator('#answer').fill('5Q');
  await page.locator('#answer').focus();
  await readerTypes(page, newCardZone(NEW_CARD).join('\n'));
  await citizen.expectHeading(words('person.checkHeading'));
  await expect(page.locator('main')).toContainText(NEW_CARD.number);
  expect(await findBarriers(page)).toEqual([]);
  await citizen.tap(words('person.confirm'));
  await expect(page.locator('#answer')).toHaveValue(NEW_CARD.fin);
  await citizen.goOn();
  await citizen.tap(words('page.back'));
  await citizen.tap(words('page.back'));
  await expect(page.locator('#answer')).toHaveValue(String(answers['applicantName']));

  // Without a reader it is offered by its button, and leads back to the same question.
  await citizen.goOn();
  await citizen.tap(words('person.link'));
  await citizen.expectHeading(words('person.checkHeading'));
  await citizen.tap(words('page.back'));
  await expect(page.locator('#answer')).toHaveValue(NEW_CARD.fin);
  centre.cable.mend();
  await page.context().close();
});
