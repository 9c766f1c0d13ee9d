import type { Page } from '@playwright/test';

/**
 * What is wrong with the screen as it stands, in words; empty when all is well. Rules of size and
 * place that accessibility checkers do not look at: targets, edges, cut text, the field and the
 * next step in sight while the keyboard is open (WCAG 2.4.11, 2.5.8, 1.4.4, 1.4.10).
 */
export const findScreenFaults = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const SMALLEST_TARGET = 64;
    const SMALLEST_KEY = 56;
    const faults: string[] = [];
    const words = (element: Element): string =>
      `${element.tagName.toLowerCase()} "${element.textContent.trim().slice(0, 40)}"`;
    const boxOf = (element: Element): DOMRect =>
      (element.closest('label') ?? element).getBoundingClientRect();
    const isShown = (element: Element): boolean =>
      element.checkVisibility() && element.getBoundingClientRect().width > 2;
    const shown = (selector: string): Element[] =>
      [...document.querySelectorAll(selector)].filter(isShown);

    for (const target of shown('button, a, input, textarea')) {
      const { width, height, left, right } = boxOf(target);
      const isKey = target.closest('[data-osk]') !== null;
      const smallest = isKey ? SMALLEST_KEY : SMALLEST_TARGET;
      if (Math.min(width, height) < smallest - 0.1)
        faults.push(`${words(target)} is ${Math.round(width)}x${Math.round(height)}`);
      if (left < -1 || right > innerWidth + 1) faults.push(`${words(target)} is off the edge`);
      if (!isKey && target.tagName === 'BUTTON' && target.scrollWidth > target.clientWidth + 2)
        faults.push(`${words(target)} is cut`);
    }

    const scroller = document.querySelector('.page-scroll');
    if (scroller && scroller.scrollWidth > scroller.clientWidth + 1)
      faults.push('the page scrolls sideways');

    for (const step of shown('main .page-actions .button')) {
      const { top, bottom } = step.getBoundingClientRect();
      if (top < 0 || bottom > innerHeight + 1) faults.push(`${words(step)} is out of sight`);
    }

    const field = document.activeElement;
    if (field?.matches('input[type="text"], textarea') && document.querySelector('[data-osk]')) {
      const { left, top, width, height } = field.getBoundingClientRect();
      for (const y of [top + 4, top + height - 4]) {
        const hit = document.elementFromPoint(left + width / 2, y);
        if (hit !== field) faults.push(`the field is covered by ${hit ? words(hit) : 'the edge'}`);
      }
      const label =
        document.querySelector(`label[for="${field.id}"]`) ?? document.querySelector('h1');
      const { bottom } = label?.getBoundingClientRect() ?? { bottom: -1 };
      if (bottom <= (scroller?.getBoundingClientRect().top ?? 0))
        faults.push('the label of the field is out of sight');
    }
    return [...new Set(faults)];
  });
