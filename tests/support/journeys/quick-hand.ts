import type { Page } from '@playwright/test';

/** One page of a form: its heading, and what is done on it. */
export interface FormStep {
  readonly heading: string;
  readonly kind: string;
  readonly value: string | readonly string[];
}

/**
 * Answers page after page from inside the browser, at the speed of the screen itself: the rules of a
 * form are walked, not the touch. Ends on the page after the last step; whoever needs a finger uses
 * `KioskScreen.answer`.
 */
export const fillQuickly = (
  page: Page,
  steps: readonly FormStep[],
  words: { readonly toList: string; readonly add: string },
): Promise<void> =>
  page.evaluate(
    async ([all, { toList, add }]) => {
      const heading = (): string => document.getElementById('page-heading')?.textContent ?? '';
      const until = async (holds: () => boolean, what: string): Promise<void> => {
        const end = performance.now() + 20_000;
        while (!holds()) {
          if (performance.now() > end) throw new Error(`${what}, but "${heading()}" is shown`);
          await new Promise((resolve) => setTimeout(resolve, 5));
        }
      };
      const find = (selector: string): HTMLInputElement => {
        const found = document.querySelector(selector);
        if (!(found instanceof HTMLElement)) throw new Error(`no ${selector} on "${heading()}"`);
        return found as HTMLInputElement;
      };
      /** Vue draws what was typed before the next hand movement. */
      const drawn = (): Promise<unknown> => new Promise((resolve) => setTimeout(resolve));
      const write = async (selector: string, text: string): Promise<void> => {
        const field = find(selector);
        field.value = text;
        field.dispatchEvent(new Event('input', { bubbles: true }));
        await drawn();
      };
      const press = (words: string): void => {
        const buttons = [...document.querySelectorAll('main button')] as HTMLButtonElement[];
        const found = buttons.find(({ textContent }) => textContent.trim() === words);
        if (found === undefined) throw new Error(`no button "${words}" on "${heading()}"`);
        found.click();
      };
      const choose = async (value: string): Promise<void> => {
        const selector = `input[value="${value}"]`;
        await until(() => document.querySelector(selector) !== null, `a choice ${value}`);
        const input = find(selector);
        if (!input.checked) input.click();
      };
      const answerSome = async (kind: string, values: readonly string[]): Promise<void> => {
        for (const [index, value] of values.entries()) {
          if (kind !== 'people') {
            await choose(value);
            continue;
          }
          const selector = index === 0 ? '#answer' : `#answer-${index + 1}`;
          if (index > 0 && document.querySelector(selector) === null) press(add);
          await until(() => document.querySelector(selector) !== null, `line ${index + 1}`);
          await write(selector, value);
        }
      };
      const answer = async (kind: string, value: string): Promise<void> => {
        switch (kind) {
          case 'date': {
            const [year = '', month = '', day = ''] = value.split('-');
            await write('#answer', day);
            await write('#answer-month', month);
            await write('#answer-year', year);
            return;
          }
          case 'place': {
            const name = value.split('/')[1] ?? '';
            // A square is touched on the map, a settlement may be taken from the list.
            if (!/^[A-Z]\d+$/.test(name)) {
              await until(() => document.querySelector('input[name="square"]') !== null, 'the map');
              press(toList);
            }
            return choose(name);
          }
          case 'choice':
          case 'authority':
            return choose(value);
          default:
            await write('#answer', value);
        }
      };
      for (const step of all) {
        await until(() => heading() === step.heading, `"${step.heading}" comes`);
        if (typeof step.value !== 'string') await answerSome(step.kind, step.value);
        else if (step.value !== '') await answer(step.kind, step.value);
        await drawn();
        find('main button[type=submit]').click();
        await until(() => heading() !== step.heading, `"${step.heading}" is left`);
      }
    },
    [steps, words] as const,
  );
