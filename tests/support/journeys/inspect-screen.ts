import type { Page } from '@playwright/test';
import axe from 'axe-core';
import { SCREEN_SIZES } from './screen-sizes.ts';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/**
 * Where WCAG A and AA are broken on the screen that is shown, one line each. axe is put into a page
 * once and runs there; its own adapter opens another page for each look, which takes seconds.
 */
export const findBarriers = async (page: Page): Promise<readonly string[]> => {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  return page.evaluate(async (tags) => {
    const { axe: here } = window as unknown as { readonly axe: typeof axe };
    const { violations } = await here.run(document, {
      runOnly: tags,
      resultTypes: ['violations'],
    });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target }) => `${id}: ${target.join(' ')}`),
    );
  }, TAGS);
};

/** CSS pixels: keys may shrink to this where the screen is low; everything else is larger. */
const LEAST_TARGET = 56;

/** What axe does not see: targets too small for a finger, words that are cut off, a page that is too wide. */
export const findCrowding = (page: Page): Promise<readonly string[]> =>
  page.evaluate((least) => {
    const faults: string[] = [];
    const name = (element: Element): string =>
      `${element.tagName.toLowerCase()} "${(element.textContent || element.getAttribute('aria-label') || element.id).trim().slice(0, 40)}"`;
    const root = document.documentElement;
    if (root.scrollWidth > root.clientWidth) faults.push(`the page is ${root.scrollWidth} px wide`);
    const selector = 'button, label.choice, input[type=text], textarea';
    for (const target of document.querySelectorAll(selector)) {
      const box = target.getBoundingClientRect();
      if (box.width === 0 || box.height === 0) continue;
      if (Math.min(box.width, box.height) < least)
        faults.push(`${name(target)} is ${Math.round(box.width)} x ${Math.round(box.height)}`);
      const texts = document.createTreeWalker(target, NodeFilter.SHOW_TEXT);
      for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
        // Words for screen readers alone are clipped away.
        if (text.parentElement && getComputedStyle(text.parentElement).clipPath !== 'none')
          continue;
        const words = document.createRange();
        words.selectNodeContents(text);
        const { left, right, height } = words.getBoundingClientRect();
        // Not shown in this room.
        if (height === 0) continue;
        if (left < box.left - 2 || right > box.right + 2)
          faults.push(
            `${name(target)} has words at ${Math.round(left - box.left)}..${Math.round(right - box.left)} of ${Math.round(box.width)} px`,
          );
      }
    }
    return faults;
  }, LEAST_TARGET);

/** What the screen remembers of how it looks; Vue and Pinia keep it within reach of the page. */
interface Mounted extends Element {
  readonly __vue_app__: {
    readonly config: {
      readonly globalProperties: {
        readonly $pinia: {
          readonly state: { readonly value: { readonly appearance: Record<string, unknown> } };
        };
      };
    };
  };
}

/** What has to be measured before it is placed takes its second look in the next frame. */
const settle = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    for (let frames = 0; frames < 3; frames += 1) await new Promise(requestAnimationFrame);
  });

const dress = (page: Page, scale: number, theme: string): Promise<void> =>
  page.evaluate(
    ([wantedScale, wantedTheme]) => {
      const { config } = (document.getElementById('app') as unknown as Mounted).__vue_app__;
      Object.assign(config.globalProperties.$pinia.state.value.appearance, {
        scale: wantedScale,
        theme: wantedTheme,
      });
    },
    [scale, theme] as const,
  );

/** Another screen in the place of this one. A field that has the focus gets it anew, as by a touch there. */
const resize = async (page: Page, size: { width: number; height: number }): Promise<void> => {
  const focused = await page.evaluateHandle(() => {
    const field = document.activeElement;
    if (field instanceof HTMLElement) field.blur();
    return field;
  });
  await page.setViewportSize(size);
  await settle(page);
  await focused.evaluate((field) => {
    if (field instanceof HTMLElement) field.focus();
  });
};

/**
 * What is wrong with the screen as it stands, on each size of screen, and there in the largest text
 * with the strongest contrast. The way to all screens, which takes longest, is walked once for all six.
 */
export const findInEveryShape = async (
  page: Page,
  find: () => Promise<readonly string[]>,
): Promise<readonly string[]> => {
  const faults: string[] = [];
  const look = async (name: string): Promise<void> => {
    await settle(page);
    faults.push(...(await find()).map((fault) => `${name}: ${fault}`));
  };
  const { portrait, ...others } = SCREEN_SIZES;
  await look('portrait');
  for (const [name, size] of Object.entries(others)) {
    await resize(page, size);
    await look(name);
  }
  await dress(page, 2, 'contrast');
  await look('small, largest text');
  for (const [name, size] of Object.entries({ landscape: others.landscape, portrait })) {
    await resize(page, size);
    await look(`${name}, largest text`);
  }
  await dress(page, 1, 'light');
  return faults;
};
