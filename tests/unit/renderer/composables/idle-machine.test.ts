import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { idleStateAt, isAnnounced } from '../../../../renderer/src/composables/idle-machine.ts';

const times = { warnAfter: 60_000, wipeAfter: 30_000 };

describe('the idle state', () => {
  it.each([
    [0, 'active', 60_000],
    [59_999, 'active', 1],
    [60_000, 'warning', 30_000],
    [89_999, 'warning', 1],
    [90_000, 'over', 0],
    [1e9, 'over', 0],
  ] as const)('after %i ms of quiet is %s', (quiet, phase, left) => {
    expect(idleStateAt(times, 1_000, 1_000 + quiet)).toEqual({ phase, left });
  });

  it('is never over before the whole warning has passed, however long the sleep between two looks', () => {
    fc.assert(
      fc.property(fc.nat(200_000), (quiet) => {
        const { phase } = idleStateAt(times, 0, quiet);
        expect(phase === 'over').toBe(quiet >= 90_000);
      }),
    );
  });

  it('takes a clock that went back for a touch just now', () => {
    expect(idleStateAt(times, 5_000, 0)).toEqual({ phase: 'active', left: 60_000 });
  });
});

describe('the countdown', () => {
  it('is said at 30, 20, 10 and 5 seconds', () => {
    const said = Array.from({ length: 31 }, (_, second) => second).filter(isAnnounced);
    expect(said).toEqual([5, 10, 20, 30]);
  });
});
