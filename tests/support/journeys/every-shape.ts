import type { Page } from '@playwright/test';
import { SCREEN_SIZES } from './screen-sizes.ts';

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
 * with the strongest contrast; upright before and after. The way there, which takes longest, is walked
 * once for all six.
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
