import type { Page } from '@playwright/test';
import axe from 'axe-core';

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

/** Targets too small for a finger, words that are cut off, a page that is too wide. */
const findTight = (page: Page): Promise<readonly string[]> =>
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

/** CSS pixels between what stands one below the other in a page. */
const LEAST_GAP = 8;

/** What touches or covers what stands above it. */
const findCollisions = (page: Page): Promise<readonly string[]> =>
  page.evaluate((gap) => {
    const faults: string[] = [];
    for (const stack of document.querySelectorAll('.page-inner, .stack, .stack-tight')) {
      let end = -Infinity;
      for (const part of stack.children) {
        const { top, bottom, height } = part.getBoundingClientRect();
        if (height === 0 || ['absolute', 'fixed'].includes(getComputedStyle(part).position))
          continue;
        if (top - end < gap)
          faults.push(
            `"${part.textContent.trim().slice(0, 40)}" begins ${Math.round(top - end)} px after what is above it`,
          );
        end = bottom;
      }
    }
    return faults;
  }, LEAST_GAP);

/** Of the height of the screen. */
const MOST_FOR_ACTIONS = 0.22;

/** What there is to do leaving too little of the page to read, and a number torn from what makes it less or more. */
const findTorn = (page: Page): Promise<readonly string[]> =>
  page.evaluate((most) => {
    const faults: string[] = [];
    for (const bar of document.querySelectorAll('.page-actions')) {
      const { height } = bar.getBoundingClientRect();
      if (height > most * window.innerHeight)
        faults.push(`what there is to do is ${Math.round(height)} px high`);
    }
    for (const output of document.querySelectorAll('[role=group] output')) {
      const { top, bottom } = output.getBoundingClientRect();
      for (const button of output.closest('[role=group]')?.querySelectorAll('button') ?? []) {
        const box = button.getBoundingClientRect();
        if (box.top > bottom || box.bottom < top)
          faults.push(`"${button.ariaLabel ?? ''}" is in another row than its number`);
      }
    }
    return faults;
  }, MOST_FOR_ACTIONS);

/** What axe does not see: what is too small, cut off, too wide, or too near to its neighbour. */
export const findCrowding = async (page: Page): Promise<readonly string[]> => [
  ...(await findTight(page)),
  ...(await findCollisions(page)),
  ...(await findTorn(page)),
];
