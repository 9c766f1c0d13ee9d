import { describe, expect, it } from 'vitest';
import { createWedge } from '../../../../renderer/src/composables/wedge.ts';
import { NEW_CARD, newCardZone } from '../../../support/core/identity-cards.ts';

const ZONE = newCardZone(NEW_CARD).join('\n');

/** Keys at a steady pace from a moment on; which of them must not reach the page, and when the last came. */
const type = (text: string, pace: number, from = 1_000) => {
  const wedge = createWedge();
  const keys = [...text].map((sign) => (sign === '\n' ? 'Enter' : sign));
  const swallowed = keys.filter((key, index) => wedge.press(key, from + index * pace));
  return { wedge, swallowed, last: from + (keys.length - 1) * pace };
};

describe('a card reader that types', () => {
  it('is heard out to the end, and the Enter between its lines sends no form', () => {
    const { wedge, swallowed, last } = type(ZONE, 5);
    expect(swallowed).toEqual(['Enter', 'Enter']);
    expect(wedge.settle(last + 100)).toBeUndefined();
    expect(wedge.settle(last + 200)).toBe(ZONE);
    expect(wedge.settle(last + 400)).toBeUndefined();
  });

  it('takes nothing from a hand, however long it types', () => {
    const { wedge, swallowed, last } = type(ZONE, 80);
    expect(swallowed).toEqual([]);
    expect(wedge.settle(last + 200)).toBeUndefined();
  });

  it('takes nothing of a short code or a word that comes all at once, nor the Enter behind it', () => {
    const { wedge, swallowed, last } = type('5ABC1DE\n', 3);
    expect(swallowed).toEqual([]);
    expect(wedge.settle(last + 200)).toBeUndefined();
  });

  it('says when a key would begin anew, so that the field can be given back what it held', () => {
    const { wedge, last } = type('I<AZE', 5);
    expect(wedge.begins(last + 5)).toBe(false);
    expect(wedge.begins(last + 500)).toBe(true);
  });
});
