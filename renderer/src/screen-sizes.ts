import { LEAST_TEXT, type ScreenGeometry } from '../../contract/domain/screen-geometry.ts';

/** Tokens for a measured screen, by name; undefined leaves the style sheet's own. */
export const screenSizes = (
  screen: ScreenGeometry | undefined,
): readonly (readonly [name: string, value: string | undefined])[] => [
  ['--mm', screen && `${(1 / screen.mmPerPx).toFixed(3)}px`],
  ['--fit', screen && (screen.baseText / LEAST_TEXT).toFixed(4)],
  ['--target', screen && `${screen.target}px`],
  ['--low-reach-line', screen && `${screen.lowReachLine}px`],
];
