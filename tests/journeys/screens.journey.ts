import { visitEveryScreen } from '../support/journeys/every-screen.ts';
import { findBarriers, findCrowding } from '../support/journeys/inspect-screen.ts';
import { expect, test } from '../support/journeys/test.ts';

test('every screen has no barrier and nothing too small or cut off @sizes', async ({
  page,
  citizen,
}) => {
  test.setTimeout(400_000);
  const faults: string[] = [];
  await visitEveryScreen(citizen, async (name) => {
    const found = [...(await findBarriers(page)), ...(await findCrowding(page))];
    faults.push(...found.map((fault) => `${name}: ${fault}`));
  });
  expect(faults).toEqual([]);
});

test('every screen holds its words in the largest text and the strongest contrast @sizes', async ({
  page,
  citizen,
}) => {
  test.setTimeout(400_000);
  const faults: string[] = [];
  await visitEveryScreen(
    citizen,
    async (name) => {
      faults.push(...(await findCrowding(page)).map((fault) => `${name}: ${fault}`));
    },
    async () => {
      for (let step = 0; step < 3; step += 1) await citizen.tap(citizen.words('frame.larger'));
      await citizen.tap(citizen.words('frame.contrast'));
    },
  );
  expect(faults).toEqual([]);
});
