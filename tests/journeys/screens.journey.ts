import { visitEveryScreen } from '../support/journeys/every-screen.ts';
import { findInEveryShape } from '../support/journeys/every-shape.ts';
import { findBarriers, findCrowding } from '../support/journeys/inspect-screen.ts';
import { expect, test } from '../support/journeys/test.ts';
import { findScreenFaults } from '../support/renderer/screen-rules.ts';

test('every screen, on all sizes and in the largest text: no barrier, nothing small, cut off or covered, the same bar below', async ({
  page,
  citizen,
}) => {
  test.setTimeout(400_000);
  const faults: string[] = [];
  const bars = new Set<string>();
  await visitEveryScreen(citizen, async (name) => {
    const found = await findInEveryShape(page, async () => [
      ...(await findCrowding(page)),
      ...(await findScreenFaults(page)),
    ]);
    // Names, roles and contrast do not depend on the room.
    faults.push(...[...found, ...(await findBarriers(page))].map((fault) => `${name}: ${fault}`));
    const bar = page.locator('footer');
    if (await bar.isVisible()) bars.add(await bar.ariaSnapshot());
  });
  expect(faults).toEqual([]);
  expect([...bars]).toHaveLength(1);
});
