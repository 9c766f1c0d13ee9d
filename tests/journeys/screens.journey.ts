import { visitEveryScreen } from '../support/journeys/every-screen.ts';
import { findAtBothSizes, findBarriers, findCrowding } from '../support/journeys/inspect-screen.ts';
import { expect, test } from '../support/journeys/test.ts';
import { findScreenFaults } from '../support/renderer/screen-rules.ts';

test('every screen, as it is and in the largest text: no barrier, nothing small, cut off or covered, the same bar below @sizes', async ({
  page,
  citizen,
}, { project }) => {
  test.setTimeout(400_000);
  const faults: string[] = [];
  const bars = new Set<string>();
  await visitEveryScreen(citizen, async (name) => {
    const found = await findAtBothSizes(page, async () => [
      ...(await findCrowding(page)),
      ...(await findScreenFaults(page)),
    ]);
    // Names, roles and contrast do not depend on the room.
    const barriers = project.name === 'portrait' ? await findBarriers(page) : [];
    faults.push(...[...found, ...barriers].map((fault) => `${name}: ${fault}`));
    const bar = page.locator('footer');
    if (await bar.isVisible()) bars.add(await bar.ariaSnapshot());
  });
  expect(faults).toEqual([]);
  expect([...bars]).toHaveLength(1);
});
