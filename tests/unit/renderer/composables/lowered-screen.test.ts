import { describe, expect, it } from 'vitest';
import { screenGeometry } from '../../../../contract/domain/screen-geometry.ts';
import { loweredBy } from '../../../../renderer/src/composables/lowered-screen.ts';

const measured = (diagonal: number, width: number, height: number, lowerEdge: number) =>
  loweredBy(screenGeometry({ diagonal, width, height, distance: 500, lowerEdge }), {
    width,
    height,
  });

describe('a lowered screen', () => {
  it('leaves empty what a seated person does not reach', () => {
    expect(measured(32, 1080, 1920, 700)).toBe(511);
  });

  it('always leaves room for a page', () => {
    expect(measured(55, 1080, 1920, 1_200)).toBe(1920 - 760);
    expect(loweredBy(undefined, { width: 768, height: 1024 })).toBe(264);
  });

  it('changes nothing where all is in reach, or nobody knows and the screen lies on its side', () => {
    expect(measured(21.5, 1920, 1080, 800)).toBe(0);
    expect(loweredBy(undefined, { width: 1920, height: 1080 })).toBe(0);
    expect(loweredBy(undefined, { width: 1024, height: 768 })).toBe(0);
  });

  it('takes the upper part of an upright screen that nobody has measured', () => {
    expect(loweredBy(undefined, { width: 1080, height: 1920 })).toBe(806);
  });
});
