import { colourPairs, contrastOf, type ColourName } from '../../../../../contract/domain/theme.ts';
import {
  CAPITAL_EM,
  LEAST_TARGET,
  LEAST_TEXT,
  type ScreenGeometry,
} from '../../../../../contract/domain/screen-geometry.ts';
import type { CheckLevel } from '../../../../../contract/findings.ts';

/** What the screen measures on itself. */
export interface Measured {
  /** Side of the smallest thing to touch, and size of the smallest text, in CSS pixels. */
  readonly targetPx: number;
  readonly textPx: number;
  /** Lowest contrast of text on what it stands on. */
  readonly contrast: number;
}

export interface SelfTest {
  readonly level: CheckLevel;
  /** Millimetres; capitals for the text. */
  readonly target: number;
  readonly text: number;
  readonly contrast: number;
  readonly belowLine: number;
}

/** WCAG 2.2, 1.4.3. */
const LEAST_CONTRAST = 4.5;
/** Rounding of a pixel either way is no fault. */
const SLACK = 0.97;

/** Judges by the rules of the screens: 64 px and 20 mm, 24 px and 4.8 mm, 4.5 : 1. */
export const judge = (measured: Measured, geometry: ScreenGeometry): SelfTest => {
  const { mmPerPx, lowReachLine } = geometry;
  const { targetPx, textPx, contrast } = measured;
  const tooSmall =
    targetPx < LEAST_TARGET * SLACK ||
    targetPx < geometry.target * SLACK ||
    textPx < LEAST_TEXT * SLACK ||
    textPx < geometry.baseText * SLACK;
  return {
    level: tooSmall || contrast < LEAST_CONTRAST ? 'fail' : 'pass',
    target: targetPx * mmPerPx,
    text: textPx * CAPITAL_EM * mmPerPx,
    contrast,
    belowLine: Math.round(lowReachLine * mmPerPx),
  };
};

const HEX = /^#[0-9a-f]{6}$/iu;

/** Measures what is shown inside `root` with the styles that hold now. */
export const measure = (root: HTMLElement): Measured => {
  const boxes = [...root.querySelectorAll<HTMLElement>('[data-measure="target"]')].map((one) => {
    const { width, height } = one.getBoundingClientRect();
    return Math.min(width, height);
  });
  const texts = [...root.querySelectorAll<HTMLElement>('[data-measure="text"]')].map((one) =>
    Number.parseFloat(getComputedStyle(one).fontSize),
  );
  const style = getComputedStyle(document.documentElement);
  const colour = (name: ColourName): string => style.getPropertyValue(`--${name}`).trim();
  const ratios = colourPairs('light')
    .filter(({ needed }) => needed >= LEAST_CONTRAST)
    .map(({ front, back }) => [colour(front), colour(back)] as const)
    .filter(([front, back]) => HEX.test(front) && HEX.test(back))
    .map(([front, back]) => contrastOf(front, back));
  return {
    targetPx: Math.min(...boxes),
    textPx: Math.min(...texts),
    contrast: ratios.length === 0 ? 0 : Math.min(...ratios),
  };
};
