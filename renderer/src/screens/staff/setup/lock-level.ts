import type { CheckLevel } from '../../../../../contract/findings.ts';
import type { LockLine } from '../../../../../contract/setup.ts';

const LEVELS = { locked: 'pass', open: 'fail', unknown: 'warn' } as const satisfies Record<
  LockLine['state'],
  CheckLevel
>;

export const levelOfLock = (state: LockLine['state']): CheckLevel => LEVELS[state];

const ORDER: readonly CheckLevel[] = ['fail', 'warn', 'pass'];

/** What is open first, then what nobody knows. */
export const inOrderOfNeed = <T extends { readonly level: CheckLevel }>(
  lines: readonly T[],
): readonly T[] => ORDER.flatMap((level) => lines.filter((line) => line.level === level));

/** The worst of all. */
export const worstOf = (lines: readonly { readonly level: CheckLevel }[]): CheckLevel =>
  ORDER.find((level) => lines.some((line) => line.level === level)) ?? 'pass';
