import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { findInEveryShape } from '../support/journeys/every-shape.ts';
import { findBarriers, findCrowding } from '../support/journeys/inspect-screen.ts';
import { ROOT } from '../support/journeys/program.ts';
import { expect, test } from '../support/journeys/test.ts';
import { createFakeKiosk } from '../support/renderer/fake-kiosk.ts';
import { participationHandlers, topicService } from '../support/renderer/fake-participation.ts';
import { nameChangeService } from '../support/renderer/name-change-service.ts';
import { serveFake } from '../support/renderer/serve-fake.ts';
import { walkParticipation } from '../support/renderer/walk-participation.ts';

/** The built screen over a kiosk of memory, in English, before its home screen. */
const openScreens = async (page: Page): Promise<() => Promise<void>> => {
  const fake = createFakeKiosk({
    services: [nameChangeService, topicService],
    more: participationHandlers(),
  });
  const served = await serveFake(join(ROOT, 'out/renderer'), fake);
  await page.goto(served.url);
  await page.locator('.start[lang="en"]').tap();
  await page.locator('#page-heading').filter({ hasText: 'What would you like to do' }).waitFor();
  return () => served.close();
};

test('topics, votes and results, on all sizes and in the largest text: no barrier, nothing too small or cut off', async ({
  page,
}) => {
  const close = await openScreens(page);
  const faults: string[] = [];
  await walkParticipation(page, async (name) => {
    const found = await findInEveryShape(page, () => findCrowding(page));
    // Names, roles and contrast do not depend on the room.
    faults.push(...[...found, ...(await findBarriers(page))].map((fault) => `${name}: ${fault}`));
  });
  await close();
  expect(faults).toEqual([]);
});
