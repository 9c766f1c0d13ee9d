import type { Page } from '@playwright/test';

/** A finger on the on-screen keyboard. Only taps: no mouse, no physical keys. */
export interface KeyboardHand {
  /** Types character by character, changing script, page and case as a person would. */
  type(text: string): Promise<void>;
  tapKey(id: string): Promise<void>;
}

/** Azerbaijani pairs i with İ and ı with I; everything else is as usual. */
const smallLetter = (character: string): string => {
  if (character === 'İ') return 'i';
  if (character === 'I') return 'ı';
  return character.toLowerCase();
};

export const createKeyboardHand = (page: Page): KeyboardHand => {
  const keys = page.locator('[data-osk]');
  const has = (id: string): Promise<boolean> =>
    keys.evaluate((osk, key) => osk.querySelector(`[data-key="${CSS.escape(key)}"]`) !== null, id);

  /** Where a finger meets the key; refuses one that is not there, or that something lies over. */
  const pointOf = (id: string): Promise<{ x: number; y: number }> =>
    keys.evaluate((osk, wanted) => {
      const key = osk.querySelector(`[data-key="${CSS.escape(wanted)}"]`);
      if (key === null) throw new Error(`no key for "${wanted}"`);
      const { left, top, width, height } = key.getBoundingClientRect();
      const point = { x: left + width / 2, y: top + height / 2 };
      if (!key.contains(document.elementFromPoint(point.x, point.y)))
        throw new Error(`something lies over the key "${wanted}"`);
      return point;
    }, id);
  const tapKey = async (id: string): Promise<void> => {
    const { x, y } = await pointOf(id);
    await page.touchscreen.tap(x, y);
  };

  /** The way to a character: its own page first, the other page, then other scripts. */
  const reach = async (id: string): Promise<void> => {
    for (const way of ['page', 'page', 'script', 'script']) {
      if (await has(id)) return;
      await tapKey(way);
    }
  };

  const tapCharacter = async (character: string): Promise<void> => {
    const small = smallLetter(character);
    // A capital I is not a letter of its own on the English keyboard, but of the Azerbaijani one.
    await reach(small);
    if (small !== character) await tapKey('shift');
    await tapKey(small);
  };

  return {
    tapKey,
    type: async (text) => {
      await keys.waitFor();
      for (const character of text) {
        if (character === ' ') await tapKey('space');
        else await tapCharacter(character);
      }
    },
  };
};
