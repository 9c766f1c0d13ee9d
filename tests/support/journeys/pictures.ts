import type { Page } from '@playwright/test';

/** More than this of a page nobody looks through. */
const MOST = 4;

/** Pictures of the whole page, a screenful each, as somebody sees it who moves down; then back to its top. */
export const picturesOf = async (page: Page, path: string): Promise<void> => {
  const room = page.locator('.page-scroll').first();
  const scrolls = (await room.count()) > 0;
  for (let number = 1; number <= MOST; number += 1) {
    const ending = number === 1 ? '' : `-${String(number)}`;
    await page.screenshot({
      path: `${path}${ending}.png`,
      animations: 'disabled',
      caret: 'hide',
    });
    const moved =
      scrolls &&
      (await room.evaluate((element) => {
        const before = element.scrollTop;
        element.scrollTo({ top: before + element.clientHeight - 60, behavior: 'instant' });
        return element.scrollTop > before + 10;
      }));
    if (!moved) break;
  }
  if (scrolls)
    await room.evaluate((element) => {
      element.scrollTo({ top: 0, behavior: 'instant' });
    });
};
