import { describe, expect, it } from 'vitest';
import { screenGeometry } from '../../../contract/domain/screen-geometry.ts';
import { screenSizes } from '../../../renderer/src/screen-sizes.ts';

describe('the tokens of a measured screen', () => {
  it('give letters and targets their millimetres', () => {
    const screen = screenGeometry({
      diagonal: 21.5,
      width: 1920,
      height: 1080,
      distance: 500,
      lowerEdge: 1_000,
    });
    expect(Object.fromEntries(screenSizes(screen))).toEqual({
      '--mm': '4.034px',
      '--fit': '1.1250',
      '--target': '81px',
      '--low-reach-line': '193px',
    });
  });

  it('leave the style sheet alone before anybody has measured', () => {
    expect(screenSizes(undefined).every(([, value]) => value === undefined)).toBe(true);
  });
});
