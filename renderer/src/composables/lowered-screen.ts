import type { ScreenGeometry } from '../../../contract/domain/screen-geometry.ts';

/** Share of an upright screen that nobody has measured: its upper part is out of reach from a chair. */
const UPPER_PART = 0.42;
/** Pixels that a page needs below the line: bars, heading, one question, one button. */
const LEAST_LEFT = 760;
/** A line so near the upper edge changes nothing. */
const NEGLIGIBLE = 64;

/**
 * Pixels from the top that a lowered screen leaves empty; 0 where all of it is in reach, or nobody
 * knows and it lies on its side.
 */
export const loweredBy = (
  screen: ScreenGeometry | undefined,
  { width, height }: { readonly width: number; readonly height: number },
): number => {
  const line = screen?.lowReachLine ?? (height > width ? height * UPPER_PART : 0);
  const offset = Math.round(Math.min(line, height - LEAST_LEFT));
  return offset < NEGLIGIBLE ? 0 : offset;
};
