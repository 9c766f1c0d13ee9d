import type { Page, Request } from '@playwright/test';
import { ANSWERS, CANARIES, NAME_CHANGE } from '../support/journeys/name-change.ts';
import { anotherKioskScreen } from '../support/journeys/one-application.ts';
import type { KioskScreen } from '../support/journeys/kiosk-screen.ts';
import { expect, test } from '../support/journeys/test.ts';
import { collectTraces, findIn } from '../support/journeys/traces.ts';

/** To the list of answers, with everything personal in sight. */
const fillAndShowAll = async (citizen: KioskScreen): Promise<void> => {
  await citizen.begin();
  await citizen.startNameChange();
  await citizen.fillNameChange(ANSWERS, true);
  await citizen.tap(citizen.words('check.show'));
  expect(findIn(await collectTraces(citizen.page), [ANSWERS.childName])).not.toEqual([]);
};

/** Answers a wait for every call to the host that is under way. */
const watchCalls = (page: Page): (() => Promise<void>) => {
  const underWay = new Set<Request>();
  page.on('request', (request) => {
    if (request.url().endsWith('/call')) underWay.add(request);
  });
  page.on('requestfinished', (request) => underWay.delete(request));
  page.on('requestfailed', (request) => underWay.delete(request));
  return () => expect.poll(() => underWay.size).toBe(0);
};

const expectNothingLeft = async (citizen: KioskScreen): Promise<void> => {
  expect(findIn(await collectTraces(citizen.page), CANARIES)).toEqual([]);
};

test('walking away: ten warnings answered lose nothing, the one that is not wipes everything', async ({
  page,
  citizen,
  sharedCentre,
}) => {
  await page.clock.install();
  await citizen.open(sharedCentre.kiosk().address);
  const callsEnded = watchCalls(page);
  await fillAndShowAll(citizen);
  for (let times = 0; times < 10; times += 1) {
    // In steps: one jump would be longer than a call's patience and cut a call that is under way.
    for (let seconds = 0; seconds < 62; seconds += 10) {
      await page.clock.runFor(10_000);
      await callsEnded();
    }
    await citizen.tap(citizen.words('idle.continue'));
  }
  await citizen.expectHeading(citizen.words('check.heading'));
  await expect(page.getByText(ANSWERS.childName)).toBeVisible();
  const warning = page.getByRole('dialog', { name: citizen.words('idle.heading') });
  await page.clock.runFor(55_000);
  await expect(warning).toBeHidden();
  await page.clock.runFor(7_000);
  await expect(warning).toBeVisible();
  await page.clock.runFor(32_000);
  await expect(warning).toBeHidden();
  await expect(page.locator('.start').first()).toBeVisible();
  await expectNothingLeft(citizen);
});

test('finishing on purpose clears everything, also for who goes back, and for the next citizen', async ({
  page,
  citizen,
}) => {
  await fillAndShowAll(citizen);
  await citizen.tap(citizen.words('frame.startOver'));
  await citizen.expectHeading(citizen.words('finish.heading'));
  await citizen.tap(citizen.words('finish.button'));
  await citizen.expectHeading(citizen.words('cleared.heading'));
  await expectNothingLeft(citizen);
  await page.locator('.start').first().waitFor();
  await expectNothingLeft(citizen);
  await test.step('going back with the browser', async () => {
    await page.goBack({ timeout: 2_000 }).catch(() => null);
    await page.goForward({ timeout: 2_000 }).catch(() => null);
    await page.locator('.start').first().waitFor();
    await expectNothingLeft(citizen);
  });
  await test.step('the next citizen finds the form empty', async () => {
    await citizen.begin();
    await citizen.startNameChange();
    await citizen.answer(NAME_CHANGE.questions[0]!, ANSWERS.authority);
    await citizen.goOn();
    await citizen.answer(NAME_CHANGE.questions[1]!, ANSWERS.change);
    await citizen.goOn();
    await citizen.expectHeading(NAME_CHANGE.questions[2]!.title.az);
    await expect(page.locator('#answer')).toHaveValue('');
    await expectNothingLeft(citizen);
  });
});

test('a second browser takes the kiosk over, and the first one loses what it had', async ({
  page,
  citizen,
  sharedCentre,
  browser,
}) => {
  await fillAndShowAll(citizen);
  const second = await anotherKioskScreen(browser);
  await second.open(sharedCentre.kiosk().address);
  await second.begin();
  expect(findIn(await collectTraces(second.page), CANARIES)).toEqual([]);
  const answer = await page.evaluate(async () => {
    const response = await fetch('/call', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ method: 'kiosk.info', input: {} }),
    });
    return [response.status, await response.json()] as unknown;
  });
  expect(answer).toEqual([401, { ok: false, error: { code: 'session_over' } }]);
});
