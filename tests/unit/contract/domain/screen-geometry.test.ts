import { describe, expect, it } from 'vitest';
import {
  rawSizes,
  screenGeometry,
  screenWorries,
} from '../../../../contract/domain/screen-geometry.ts';

const measure = (diagonal: number, width: number, height: number, distance = 500) => ({
  diagonal,
  width,
  height,
  distance,
  lowerEdge: 800,
});

describe('the sizes of a screen', () => {
  it.each([
    [15, 1024, 768, 0.298, 68, 23, 29, 35],
    [21.5, 1920, 1080, 0.248, 81, 27, 35, 42],
    [24, 1920, 1080, 0.277, 73, 25, 31, 37],
    [32, 1080, 1920, 0.369, 55, 19, 24, 28],
    [43, 1080, 1920, 0.496, 41, 14, 18, 21],
    [55, 1080, 1920, 0.634, 32, 11, 14, 17],
  ])(
    'of %s inches with %s x %s are those of the table',
    (diagonal, width, height, mmPerPx, target, text, at500, at600) => {
      const near = rawSizes(measure(diagonal, width, height));
      expect(near.mmPerPx).toBeCloseTo(mmPerPx, 3);
      expect(near).toMatchObject({ target, baseText: text, largeText: at500 });
      expect(rawSizes(measure(diagonal, width, height, 600)).largeText).toBe(at600);
    },
  );

  it('never fall below 24 px of text and 64 px of target', () => {
    expect(screenGeometry(measure(55, 1080, 1920))).toMatchObject({
      target: 64,
      baseText: 24,
      largeText: 24,
    });
  });

  it('tell above which line a seated person does not reach', () => {
    // 15": 228.6 mm high, so its upper edge is at 1,428.6 mm and 208.6 mm of it are out of reach.
    const { lowReachLine } = screenGeometry({ ...measure(15, 1024, 768), lowerEdge: 1_200 });
    expect(lowReachLine).toBe(Math.round(208.6 / 0.29765625));
    expect(screenGeometry({ ...measure(15, 1024, 768), lowerEdge: 900 }).lowReachLine).toBe(0);
  });
});

describe('a screen that cannot serve everybody', () => {
  it('is told so when it hangs above all reach', () => {
    expect(screenWorries({ ...measure(15, 1024, 768), lowerEdge: 1_300 })).toContain(
      'out_of_reach',
    );
  });

  it('is told so when it stands too low, too far away, or leaves too little room', () => {
    expect(screenWorries({ ...measure(43, 1080, 1920), lowerEdge: 200 })).toContain('too_low');
    expect(screenWorries(measure(15, 1024, 768, 2_000))).toContain('far_text');
    expect(screenWorries({ ...measure(32, 1920, 1080), lowerEdge: 1_100 })).toContain('low_room');
  });

  it('has no worries at a usual height', () => {
    expect(screenWorries(measure(32, 1080, 1920))).toEqual([]);
    expect(screenWorries(measure(15, 1024, 768))).toEqual([]);
  });
});
