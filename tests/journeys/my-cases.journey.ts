import type { Page } from '@playwright/test';
import { openCentre, type Centre } from '../support/journeys/centre.ts';
import { findBarriers, findCrowding } from '../support/journeys/inspect-screen.ts';
import { createKioskScreen, type KioskScreen } from '../support/journeys/kiosk-screen.ts';
import { applyQuickly, UNTIL_SENT } from '../support/journeys/one-application.ts';
import { signInForCases } from '../support/journeys/sign-in-hand.ts';
import { expect, test } from '../support/journeys/test.ts';
import { CLIENT_ID, startStandIn, type StandIn } from '../support/sign-in/stand-in.ts';

let standIn: StandIn;
let centre: Centre;
test.beforeAll(async () => {
  standIn = await startStandIn();
  centre = await openCentre({
    kiosk: { identity: standIn.identity },
    portalEnv: { PORTAL_SIGN_IN_ISSUER: standIn.issuer, PORTAL_SIGN_IN_CLIENTS: CLIENT_ID },
  });
});
test.afterAll(async () => {
  await centre.close();
  await standIn.close();
});

const inspect = async (page: Page, name: string): Promise<readonly string[]> =>
  [...(await findBarriers(page)), ...(await findCrowding(page))].map(
    (fault) => `${name}: ${fault}`,
  );

const signInAs = async (citizen: KioskScreen, person: string): Promise<readonly string[]> => {
  const faults: string[] = [];
  await signInForCases(citizen, person, async () => {
    faults.push(...(await inspect(citizen.page, 'scan')));
  });
  return [...faults, ...(await inspect(citizen.page, 'confirm'))];
};

test('a person signs in by phone, sees the own cases and replies in one', async ({ page }) => {
  const citizen = createKioskScreen(page, 'az');
  const { words } = citizen;
  await citizen.open(centre.kiosk().address);
  await citizen.begin();
  const faults = [...(await signInAs(citizen, 'sevinc'))];
  await expect(page.getByText('N. S. M.')).toBeVisible();
  await citizen.tap(words('identity.confirm.yes'));
  await citizen.expectHeading(words('caseTalk.list.heading'));
  await page.locator('button.case').first().waitFor();
  faults.push(...(await inspect(page, 'list')));
  await page.locator('button.case').first().tap();
  await page.getByText(words('caseTalk.openings')).waitFor();
  faults.push(...(await inspect(page, 'case')));
  // Somebody else's eyes: what is personal stays covered until it is asked for.
  await expect(page.getByText('4HF92MQ')).toHaveCount(0);
  await citizen.tap(words('check.show'));
  await expect(page.getByText('4HF92MQ')).toBeVisible();

  await citizen.tap(words('caseTalk.acts.reply.open'));
  await page.locator('#answer').fill('Sənədlər hazırdır.');
  faults.push(...(await inspect(page, 'write')));
  await citizen.tap(words('caseTalk.acts.reply.send'));
  await expect(page.getByText('Sənədlər hazırdır.')).toBeVisible();
  await expect(page.locator('.messages .own')).toContainText(words('caseTalk.delivery.received'), {
    timeout: UNTIL_SENT,
  });
  expect(faults).toEqual([]);
});

test('somebody else’s sign-in with a photographed code shows nothing', async ({ page }) => {
  const citizen = createKioskScreen(page, 'az');
  const { words } = citizen;
  await citizen.open(centre.kiosk().address);
  await citizen.begin();
  await signInAs(citizen, 'orxan');
  await citizen.tap(words('identity.confirm.no'));
  await expect(page.getByText(words('identity.notMine'))).toBeVisible();
  await expect(page.getByText('N. O. H.')).toHaveCount(0);
});

test('a scanned receipt opens the case, and it is withdrawn for good', async ({ page }) => {
  const citizen = createKioskScreen(page, 'az');
  const { words } = citizen;
  await citizen.open(centre.kiosk().address);
  const { reference, code } = await applyQuickly(citizen);
  await page
    .getByText(words('delivery.received'), { exact: true })
    .waitFor({ timeout: UNTIL_SENT });
  await citizen.tap(words('finish.button'));
  await citizen.open(centre.kiosk().address);
  await citizen.begin();
  await citizen.tap(new RegExp(`^${words('home.myCase')}`));
  await citizen.expectHeading(words('case.heading'));
  await page.keyboard.type(`ASAN1:${reference}:${code}`);
  await page.keyboard.press('Enter');
  await page.getByText(words('caseStatus.registered')).first().waitFor();

  await citizen.tap(words('caseTalk.acts.withdraw.open'));
  await citizen.tap(words('caseTalk.acts.withdraw.send'));
  await citizen.expectHeading(words('caseTalk.sure'));
  await citizen.tap(words('caseTalk.sureYes'));
  await expect(page.locator('.status')).toContainText(words('caseStatus.withdrawn'), {
    timeout: UNTIL_SENT,
  });
});
