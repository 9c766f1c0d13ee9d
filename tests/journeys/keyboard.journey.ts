import type { Page } from '@playwright/test';
import { ANSWERS, NAME_CHANGE } from '../support/journeys/name-change.ts';
import { expect, onEverySize, test } from '../support/journeys/test.ts';

interface Stop {
  readonly name: string;
  readonly seen: boolean;
  readonly outlined: boolean;
}

/** What has the focus, whether all of it is in sight, and whether one sees that it has it. */
const focusNow = (page: Page): Promise<Stop> =>
  page.evaluate(() => {
    const element = document.activeElement ?? document.body;
    // A hidden radio button shows its focus on the line around it.
    const shown = element.closest('label.choice') ?? element;
    const { top, bottom, left, right } = shown.getBoundingClientRect();
    const style = getComputedStyle(shown);
    const outline = Number.parseFloat(style.outlineWidth) > 0 && style.outlineStyle !== 'none';
    return {
      name: `${element.tagName} ${element.id} ${(element.textContent || element.getAttribute('aria-label') || '').trim().slice(0, 30)}`,
      seen: top >= -1 && left >= -1 && bottom <= innerHeight + 1 && right <= innerWidth + 1,
      outlined: outline || style.boxShadow !== 'none',
    };
  });

/** Presses Tab until the element has the focus. */
const tabTo = async (page: Page, selector: string): Promise<void> => {
  for (let presses = 0; presses < 80; presses += 1) {
    const there = await page
      .locator(selector)
      .first()
      .evaluate((element) => element === document.activeElement)
      .catch(() => false);
    if (there) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never comes to ${selector}`);
};

test('a whole application with a keyboard alone: no touch, no mouse', async ({ page, citizen }) => {
  const { words } = citizen;
  await tabTo(page, '.start[lang="az"]');
  await page.keyboard.press('Enter');
  await citizen.expectHeading(words('home.heading'));
  await tabTo(page, `button:has-text("${words('home.apply')}")`);
  await page.keyboard.press('Enter');
  await citizen.expectHeading(words('services.heading'));
  await tabTo(page, `button:has-text("${NAME_CHANGE.passport.title.az}")`);
  await page.keyboard.press('Enter');
  await tabTo(page, `button:has-text("${words('before.start')}")`);
  await page.keyboard.press('Enter');
  for (const question of NAME_CHANGE.questions) {
    const value = (ANSWERS as Readonly<Record<string, string>>)[question.field];
    if (value === undefined) continue;
    await citizen.expectHeading(question.title.az);
    if (question.kind === 'date') {
      const [year = '', month = '', day = ''] = value.split('-');
      for (const [selector, text] of [
        ['#answer', day],
        ['#answer-month', month],
        ['#answer-year', year],
      ] as const) {
        await tabTo(page, selector);
        await page.keyboard.type(text);
      }
    } else if (question.kind === 'choice' || question.kind === 'authority') {
      await tabTo(page, 'input[name="answer"]');
      await page.keyboard.press('Space');
      for (let steps = 0; steps < 10; steps += 1) {
        if (await page.locator(`input[value="${value}"]`).isChecked()) break;
        await page.keyboard.press('ArrowDown');
      }
      await expect(page.locator(`input[value="${value}"]`)).toBeChecked();
    } else {
      await tabTo(page, '#answer');
      await page.keyboard.type(value);
    }
    await tabTo(page, 'button[type="submit"]');
    await page.keyboard.press('Enter');
  }
  await citizen.expectHeading(words('check.heading'));
  await tabTo(page, '#confirm');
  await page.keyboard.press('Space');
  await tabTo(page, 'button[type="submit"]');
  await page.keyboard.press('Enter');
  await citizen.expectReceipt();
});

/** Presses Tab until it comes round, and answers what is wrong with a stop on the way. */
const goRound = async (page: Page): Promise<readonly string[]> => {
  const stops: Stop[] = [];
  for (let presses = 0; presses < 120; presses += 1) {
    await page.keyboard.press('Tab');
    const stop = await focusNow(page);
    if (stops.length > 3 && stop.name === stops[0]?.name) break;
    stops.push(stop);
  }
  const real = stops.filter(({ name }) => !name.startsWith('BODY'));
  expect(real.length).toBeGreaterThan(5);
  return real.filter(({ seen, outlined }) => !seen || !outlined).map(({ name }) => name);
};

onEverySize(() => {
  test('Tab goes all the way round, always in sight: at home, in a question, on the list of answers', async ({
    page,
    citizen,
  }) => {
    await citizen.begin();
    expect(await goRound(page)).toEqual([]);
    await citizen.startNameChange();
    expect(await goRound(page)).toEqual([]);
    await citizen.fillNameChange(ANSWERS, true);
    expect(await goRound(page)).toEqual([]);
  });
});
