import { describe, expect, test } from 'vitest';
import { isLedByKeys } from '../../../../renderer/src/composables/led-by-keys.ts';

const led = (keys: readonly (readonly [string, number])[]): boolean => {
  const tell = isLedByKeys();
  return keys.reduce((_, [key, at]) => tell(key, at), false);
};

describe('a screen is led by keys', () => {
  test('when a hand moves twice', () => {
    expect(
      led([
        ['Tab', 0],
        ['Tab', 400],
      ]),
    ).toBe(true);
    expect(
      led([
        ['ArrowDown', 0],
        ['x', 300],
        ['Tab', 900],
      ]),
    ).toBe(true);
  });

  test('not by one move, and not by typing', () => {
    expect(led([['Tab', 0]])).toBe(false);
    expect(led([...'ariza'].map((key, index) => [key, index * 200] as const))).toBe(false);
  });

  test('not by a reader of cards, which types faster than any hand', () => {
    const keys = [...'P<AZE'.repeat(10)].map((key, index) => [key, 500 + index * 8] as const);
    expect(led([...keys, ['Tab', 908], ['Tab', 916], ['Tab', 924]])).toBe(false);
  });
});
