import type { Centre } from '../support/journeys/centre.ts';
import type { KioskScreen } from '../support/journeys/kiosk-screen.ts';
import {
  anotherKioskScreen,
  applyQuickly,
  deliveryOf,
  openCaseAnew,
  openRecords,
  UNTIL_SENT,
  type FindRecords,
} from '../support/journeys/one-application.ts';
import { expect, test } from '../support/journeys/test.ts';

const expectStored = (reference: string, find: FindRecords): Promise<void> =>
  expect.poll(() => find(reference), { timeout: UNTIL_SENT }).toHaveLength(1);

/** The case's page says that it is registered; it is looked at again until it does. */
const expectRegistered = async (
  citizen: KioskScreen,
  centre: Centre,
  receipt: { reference: string; code: string },
  find: FindRecords,
): Promise<void> => {
  await expectStored(receipt.reference, find);
  const [registrationNumber = ''] = await find(receipt.reference);
  await openCaseAnew(citizen, centre, receipt);
  await expect(citizen.page.getByText(registrationNumber)).toBeVisible({ timeout: UNTIL_SENT });
  // Whatever was sent again meanwhile: it stays one.
  expect(await find(receipt.reference)).toEqual([registrationNumber]);
};

test.describe('a power cut', () => {
  test.setTimeout(240_000);

  test('of the kiosk right after "saved": the application is there and is sent once', async ({
    ownCentre: centre,
    browser,
  }) => {
    const find = await openRecords(centre);
    const citizen = await anotherKioskScreen(browser);
    await citizen.open(centre.kiosk().address);
    centre.cable.cut();
    const receipt = await applyQuickly(citizen);
    await centre.kiosk().kill();
    await centre.startKiosk();
    centre.cable.mend();
    await expectRegistered(citizen, centre, receipt, find);
  });

  test('of the kiosk after the portal stored it and before the answer came: one record', async ({
    ownCentre: centre,
    browser,
  }) => {
    const find = await openRecords(centre);
    const citizen = await anotherKioskScreen(browser);
    await citizen.open(centre.kiosk().address);
    centre.cable.cut();
    const receipt = await applyQuickly(citizen);
    centre.cable.loseAnswers();
    await expectStored(receipt.reference, find);
    await expect(deliveryOf(citizen)).not.toContainText(citizen.words('delivery.received'));
    await centre.kiosk().kill();
    await centre.startKiosk();
    centre.cable.mend();
    await expectRegistered(citizen, centre, receipt, find);
  });

  test('of the portal after it stored the application: one record, and the kiosk learns of it', async ({
    ownCentre: centre,
    browser,
  }) => {
    const find = await openRecords(centre);
    const citizen = await anotherKioskScreen(browser);
    await citizen.open(centre.kiosk().address);
    centre.cable.cut();
    const receipt = await applyQuickly(citizen);
    centre.cable.loseAnswers();
    await expectStored(receipt.reference, find);
    await centre.portal().kill();
    await centre.startPortal();
    centre.cable.mend();
    await expect(deliveryOf(citizen)).toContainText(citizen.words('delivery.received'), {
      timeout: UNTIL_SENT,
    });
    expect(await find(receipt.reference)).toHaveLength(1);
  });

  test('of the portal while it takes the application in: one record', async ({
    ownCentre: centre,
    browser,
  }) => {
    const find = await openRecords(centre);
    const citizen = await anotherKioskScreen(browser);
    await citizen.open(centre.kiosk().address);
    centre.cable.cut();
    const receipt = await applyQuickly(citizen);
    const arriving = centre.cable.nextRequest();
    centre.cable.mend();
    await arriving;
    await centre.portal().kill();
    await centre.startPortal();
    await expectRegistered(citizen, centre, receipt, find);
  });
});
