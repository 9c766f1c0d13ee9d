import type { Page } from '@playwright/test';

/** A finger on the on-screen keyboard. Only taps: no mouse, no physical keys. */
export interface KeyboardHand {
  /** Types character by character, changing script, page and case as a person would. */
  type(text: string): Promise<void>;
  tapKey(id: string): Promise<void>;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Azerbaijani pairs i with İ and ı with I; everything else is as usual. */
const smallLetter = (character: string): string => {
  if (character === 'İ') return 'i';
  if (character === 'I') return 'ı';
  return character.toLowerCase();
};

export const createKeyboardHand = (page: Page): KeyboardHand => {
  const keys = page.locator('[data-osk]');

  /** Where a finger meets the key; undefined where it is not shown. Refuses one that something lies over. */
  const findKey = (id: string): Promise<Point | undefined> =>
    keys.evaluate((osk, wanted) => {
      const key = osk.querySelector(`[data-key="${CSS.escape(wanted)}"]`);
      if (key === null) return undefined;
      const { left, top, width, height } = key.getBoundingClientRect();
      const point = { x: left + width / 2, y: top + height / 2 };
      if (!key.contains(document.elementFromPoint(point.x, point.y)))
        throw new Error(`something lies over the key "${wanted}"`);
      return point;
    }, id);
  const tapKey = async (id: string): Promise<void> => {
    const point = await findKey(id);
    if (point === undefined) throw new Error(`no key for "${id}"`);
    await page.touchscreen.tap(point.x, point.y);
  };

  /** The way to a character: its own page first, the other page, then other scripts. */
  const reach = async (id: string, ways = ['page', 'page', 'script', 'script']): Promise<Point> => {
    const point = await findKey(id);
    if (point !== undefined) return point;
    const [way, ...others] = ways;
    if (way === undefined) throw new Error(`no way to "${id}"`);
    await tapKey(way);
    return reach(id, others);
  };

  const tapCharacter = async (character: string): Promise<void> => {
    // Where codes are typed, capitals have keys of their own.
    const own = await findKey(character);
    const small = own === undefined ? smallLetter(character) : character;
    // A capital I is not a letter of its own on the English keyboard, but of the Azerbaijani one.
    const point = own ?? (await reach(small));
    if (small !== character) await tapKey('shift');
    await page.touchscreen.tap(point.x, point.y);
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
