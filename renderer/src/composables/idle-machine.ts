import type { IdleTimes } from '../../../contract/views.ts';

export type IdlePhase = 'active' | 'warning' | 'over';
export interface IdleState {
  readonly phase: IdlePhase;
  /** Milliseconds until the phase changes by itself; 0 when over. */
  readonly left: number;
}

/** Time without a touch -> what to do. `now` in milliseconds of a clock that never goes back. */
export const idleStateAt = (times: IdleTimes, lastTouch: number, now: number): IdleState => {
  const quiet = Math.max(0, now - lastTouch);
  if (quiet < times.warnAfter) return { phase: 'active', left: times.warnAfter - quiet };
  const left = times.warnAfter + times.wipeAfter - quiet;
  return left > 0 ? { phase: 'warning', left } : { phase: 'over', left: 0 };
};

/** Seconds at which the countdown is said aloud: every ten, and five. */
export const isAnnounced = (seconds: number): boolean =>
  seconds > 0 && (seconds % 10 === 0 || seconds === 5);
