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
  const key = (id: string) => keys.locator(`[data-key="${id.replaceAll(/["\\]/g, '\\$&')}"]`);
  const tapKey = (id: string): Promise<void> => key(id).tap();

  /** The way to a character: its own page first, the other page, then other scripts. */
  const reach = async (id: string): Promise<void> => {
    for (const way of ['page', 'page', 'script', 'script']) {
      if ((await key(id).count()) > 0) return;
      await tapKey(way);
    }
    if ((await key(id).count()) === 0) throw new Error(`no key for "${id}"`);
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
