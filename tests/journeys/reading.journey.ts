import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCentre } from '../support/journeys/centre.ts';
import { findBarriers, findCrowding } from '../support/journeys/inspect-screen.ts';
import { createKioskScreen } from '../support/journeys/kiosk-screen.ts';
import { ANSWERS } from '../support/journeys/name-change.ts';
import { expect, onEverySize, test } from '../support/journeys/test.ts';
import { canReadPdf, wordsOfPdf } from '../support/printing/read-pdf.ts';

const ARTICLE = 'Müraciətlərə necə baxılır';

onEverySize(() => {
  test('what a citizen reads is found, in three languages, and goes along on a phone', async ({
    page,
    citizen,
  }) => {
    const { words } = citizen;
    await citizen.begin();
    await citizen.tap(words('home.search'));
    for (const typed of ['sikayet', 'жалоба', 'complaimt']) {
      await page.locator('#search').fill(typed);
      await expect(
        page.locator('#search-results button', { hasText: ARTICLE }).first(),
      ).toBeVisible({
        timeout: 15_000,
      });
    }
    await page.locator('#search').fill('zzzzzz');
    await expect(page.getByText(words('search.nothing', { number: '108' }))).toBeVisible();
    await page.locator('#search').fill('şikayət');
    await page.locator('#search-results button', { hasText: ARTICLE }).first().tap();
    await citizen.expectHeading(ARTICLE);
    const faults = [...(await findBarriers(page)), ...(await findCrowding(page))];
    await citizen.tap(words('takeAlong.button'));
    await citizen.expectHeading(words('takeAlong.heading'));
    await expect(page.locator('svg.qr').first()).toBeVisible();
    faults.push(...(await findBarriers(page)), ...(await findCrowding(page)));
    expect(faults).toEqual([]);
  });
});

test('a page is read aloud, falls silent at a touch, and speaks no longer to the next person', async ({
  page,
  citizen,
}) => {
  const { words } = citizen;
  await citizen.begin();
  const aloud = page.getByRole('button', { name: words('frame.readAloud'), exact: true });
  test.skip((await aloud.count()) === 0, 'espeak-ng is not on this machine');
  const spoken: string[] = [];
  page.on('request', (request) => {
    const asked = request.postData() ?? '';
    if (asked.includes('speech.say')) spoken.push(asked);
  });
  await citizen.tap(new RegExp(`^${words('home.information')}`));
  await page.keyboard.press('F4');
  await expect(aloud).toHaveAttribute('aria-pressed', 'true');
  await expect.poll(() => spoken.join(' ')).toContain(words('information.heading'));
  expect(spoken[0]).toContain('"language":"az"');
  await citizen.tap(words('frame.startOver'));
  await citizen.tap(words('finish.button'));
  await citizen.expectHeading(words('cleared.heading'));
  await citizen.tap(words('cleared.close'));
  await citizen.begin();
  await expect(aloud).toHaveAttribute('aria-pressed', 'false');
});

test('a lowered screen brings everything to touch into its lower part', async ({
  page,
  citizen,
}) => {
  const { words } = citizen;
  await citizen.begin();
  await citizen.tap(words('frame.lower'));
  const line = await page.evaluate(() =>
    Number.parseInt(document.documentElement.style.getPropertyValue('--low'), 10),
  );
  expect(line).toBeGreaterThan(500);
  const tops = await page
    .locator('button')
    .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().top));
  expect(Math.min(...tops)).toBeGreaterThanOrEqual(line);
  expect(await findCrowding(page)).toEqual([]);
  await citizen.tap(words('frame.startOver'));
  await citizen.leave();
  await citizen.begin();
  expect(await page.evaluate(() => document.documentElement.style.getPropertyValue('--low'))).toBe(
    '0px',
  );
});

test('a receipt that did not come out stays on the screen and is printed again', async ({
  page,
}) => {
  test.setTimeout(120_000);
  const folder = join(tmpdir(), `asan-paper-${process.pid}`);
  // Where the paper should go there is a file: the printer is "gone".
  await writeFile(folder, '');
  const centre = await openCentre({
    kiosk: { printer: { via: 'folder', paper: 'roll-80mm', folder } },
  });
  const citizen = createKioskScreen(page, 'az');
  const { words } = citizen;
  await citizen.open(centre.kiosk().address);
  await citizen.begin();
  await citizen.startNameChange();
  await citizen.fillNameChange(ANSWERS, true);
  await citizen.confirmAndSend();
  const receipt = await citizen.readReceipt();
  await citizen.tap(words('print.receipt'));
  await expect(page.getByText(words('print.faults.gone'))).toBeVisible();
  await expect(page.getByText(receipt.reference).first()).toBeVisible();
  await expect(page.locator('svg.qr')).toBeVisible();
  await rm(folder);
  await mkdir(folder);
  await citizen.tap(words('print.again'));
  await expect(page.getByText(words('print.printed'))).toBeVisible();
  const [file = ''] = await readdir(folder);
  if (canReadPdf()) {
    const paper = wordsOfPdf(await readFile(join(folder, file)));
    expect(paper).toContain(receipt.reference);
    expect(paper).not.toContain(ANSWERS.applicantFin);
  }
  await centre.close();
  await rm(folder, { recursive: true, force: true });
});
