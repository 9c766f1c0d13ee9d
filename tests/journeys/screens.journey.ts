import { visitEveryScreen } from '../support/journeys/every-screen.ts';
import { findBarriers, findCrowding } from '../support/journeys/inspect-screen.ts';
import { expect, test } from '../support/journeys/test.ts';
import { findScreenFaults } from '../support/renderer/screen-rules.ts';

test('every screen: no barrier, nothing small, cut off or covered, the same bar below @sizes', async ({
  page,
  citizen,
}, { project }) => {
  test.setTimeout(400_000);
  const faults: string[] = [];
  const bars = new Set<string>();
  await visitEveryScreen(citizen, async (name) => {
    const found = [...(await findCrowding(page)), ...(await findScreenFaults(page))];
    // Names, roles and contrast do not depend on the room.
    if (project.name === 'portrait') found.push(...(await findBarriers(page)));
    faults.push(...found.map((fault) => `${name}: ${fault}`));
    const bar = page.locator('footer');
    if (await bar.isVisible()) bars.add(await bar.ariaSnapshot());
  });
  expect(faults).toEqual([]);
  expect([...bars]).toHaveLength(1);
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
      const found = [...(await findCrowding(page)), ...(await findScreenFaults(page))];
      faults.push(...found.map((fault) => `${name}: ${fault}`));
    },
    async () => {
      for (let step = 0; step < 3; step += 1) await citizen.tap(citizen.words('frame.larger'));
      await citizen.tap(citizen.words('frame.contrast'));
    },
  );
  expect(faults).toEqual([]);
});
