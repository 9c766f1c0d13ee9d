/** How a check of the device ended. `warn`: somebody should look; `fail`: it should not stay so. */
export type CheckLevel = 'pass' | 'warn' | 'fail';

const BY_NEED: readonly CheckLevel[] = ['fail', 'warn', 'pass'];

/** What should not stay so first, then what somebody should look at. */
export const inOrderOfNeed = <T extends { readonly level: CheckLevel }>(
  lines: readonly T[],
): readonly T[] => BY_NEED.flatMap((level) => lines.filter((line) => line.level === level));

/** The worst of all; `pass` of none. */
export const worstOf = (lines: readonly { readonly level: CheckLevel }[]): CheckLevel =>
  BY_NEED.find((level) => lines.some((line) => line.level === level)) ?? 'pass';
