import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { RoundOutcome } from '../../../../electron/core/sync/exchange-round.ts';
import { createSyncEngine } from '../../../../electron/core/sync/sync-engine.ts';
import { createTestLog } from '../../../support/core/create-test-core.ts';
import { createFakeClock } from '../../../support/core/fake-clock.ts';

const UNREACHABLE: RoundOutcome = { kind: 'unreachable' };
const DONE: RoundOutcome = { kind: 'done' };

const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 3; turn += 1) await setImmediate();
};

const create = (outcomes: (count: number) => RoundOutcome | Promise<RoundOutcome>) => {
  const clock = createFakeClock();
  const { log, lines } = createTestLog();
  const startedAt: number[] = [];
  let aborted = false;
  const engine = createSyncEngine({
    round: {
      alarm: () => undefined,
      run: async () => {
        startedAt.push(clock.monotonic());
        return outcomes(startedAt.length);
      },
    },
    clock,
    random: { bytes: (length) => new Uint8Array(length), fraction: () => 0.999 },
    log,
    every: 30_000,
    nextPostponed: () => undefined,
    ended: () => undefined,
    abort: () => {
      aborted = true;
    },
  });
  const pass = async (ms: number): Promise<void> => {
    for (let left = ms; left > 0; left -= 500) {
      clock.advance(Math.min(500, left));
      await settle();
    }
  };
  return { clock, engine, lines, startedAt, pass, isAborted: () => aborted };
};

const gaps = (moments: readonly number[]): readonly number[] =>
  moments.slice(1).map((moment, index) => moment - (moments[index] ?? 0));

describe('the exchange with the portal', () => {
  it('goes on by a timer while all is well', async () => {
    const { engine, startedAt, pass } = create(() => DONE);
    engine.start();
    await settle();

    await pass(100_000);

    expect(startedAt.length).toBe(4);
    for (const gap of gaps(startedAt)) expect(gap).toBeGreaterThan(26_000);
  });

  it('becomes rarer after each failure, up to twice the timer’s time', async () => {
    const { engine, startedAt, pass } = create(() => UNREACHABLE);
    engine.start();
    await settle();

    await pass(400_000);

    const waits = gaps(startedAt);
    expect(
      waits.slice(0, 6).every((wait, index) => index === 0 || wait > (waits[index - 1] ?? 0)),
    ).toBe(true);
    expect(Math.max(...waits)).toBeLessThanOrEqual(60_000);
  });

  it('is woken by a new submission, also between two failures', async () => {
    const { engine, startedAt, pass } = create((count) => (count < 9 ? UNREACHABLE : DONE));
    engine.start();
    await pass(60_000);
    const before = startedAt.length;

    engine.wake();
    await settle();

    expect(startedAt.length).toBe(before + 1);
  });

  it('runs once more when woken during a round, for that may have been too late for it', async () => {
    let finish: (outcome: RoundOutcome) => void = () => undefined;
    const { engine, startedAt } = create((count) =>
      count === 1 ? new Promise((resolve) => (finish = resolve)) : DONE,
    );
    engine.start();
    await settle();
    engine.wake();
    engine.wake();
    await settle();
    expect(startedAt.length).toBe(1);

    finish(DONE);
    await settle();

    expect(startedAt.length).toBe(2);
  });

  it('never runs before a Retry-After has passed, whoever wakes it', async () => {
    const { engine, startedAt, pass } = create((count) =>
      count === 1 ? { kind: 'failed', status: 503, retryAfterMs: 50_000 } : DONE,
    );
    engine.start();
    await settle();

    await pass(49_000);
    engine.wake();
    engine.reconnected();
    await settle();
    expect(startedAt.length).toBe(1);
    await pass(1_500);

    expect(startedAt.length).toBe(2);
  });

  it('does not spin when it is told to try again after no time at all', async () => {
    const { engine, startedAt, pass } = create(() => ({
      kind: 'failed',
      status: 503,
      retryAfterMs: 0,
    }));
    engine.start();
    await settle();

    await pass(10_000);

    expect(startedAt.length).toBeLessThan(22);
  });

  it('forgets earlier failures when the network returns', async () => {
    const { engine, startedAt, pass } = create(() => UNREACHABLE);
    engine.start();
    await pass(200_000);

    engine.reconnected();
    await settle();
    const at = startedAt.length;
    await pass(3_000);

    expect(startedAt.length).toBeGreaterThan(at);
  });

  const createWithSlowFailure = (failure: RoundOutcome) => {
    let fail: () => void = () => undefined;
    const scene = create((count) =>
      count === 1 ? new Promise((resolve) => (fail = () => resolve(failure))) : DONE,
    );
    scene.engine.start();
    return { ...scene, fail: () => fail() };
  };

  it('tries at once when the network returned while a round was failing', async () => {
    const { engine, startedAt, fail } = createWithSlowFailure(UNREACHABLE);
    await settle();
    engine.reconnected();

    fail();
    await settle();

    expect(gaps(startedAt)).toEqual([0]);
  });

  it('waits as long as the portal asks, also when the network returned meanwhile', async () => {
    const busy = { kind: 'failed', status: 503, retryAfterMs: 50_000 } as const;
    const { engine, startedAt, fail, pass } = createWithSlowFailure(busy);
    await settle();
    engine.reconnected();

    fail();
    await pass(49_000);

    expect(startedAt).toHaveLength(1);
  });

  it('backs off after a failure although something was saved meanwhile', async () => {
    const { engine, startedAt, fail } = createWithSlowFailure(UNREACHABLE);
    await settle();
    engine.wake();

    fail();
    await settle();

    expect(startedAt).toHaveLength(1);
  });

  it('survives a bug in a round, logs its kind only, and tries again', async () => {
    const { engine, startedAt, lines, pass } = create((count) => {
      if (count === 1) throw new RangeError('holds what a citizen typed');
      return DONE;
    });
    engine.start();
    await settle();

    await pass(2_000);

    expect(startedAt.length).toBe(2);
    expect(lines[0]).toMatchObject({
      event: 'sync.round_failed',
      details: { error: 'RangeError' },
    });
    expect(JSON.stringify(lines)).not.toContain('citizen');
  });

  it('rests when only people can help, until it is woken', async () => {
    const { engine, startedAt, pass } = create(() => ({ kind: 'idle' }));
    engine.start();
    await pass(600_000);
    expect(startedAt.length).toBe(1);

    engine.wake();
    await settle();

    expect(startedAt.length).toBe(2);
  });

  it('lets a running round end before it stops, but not for ever', async () => {
    let finish: (outcome: RoundOutcome) => void = () => undefined;
    const { engine, clock, isAborted, startedAt } = create(
      () => new Promise((resolve) => (finish = resolve)),
    );
    engine.start();
    await settle();
    let stopped = false;
    const stopping = engine.stop().then(() => {
      stopped = true;
    });
    await settle();
    expect([stopped, isAborted()]).toEqual([false, false]);

    clock.advance(3_000);
    expect(isAborted()).toBe(true);
    finish(UNREACHABLE);
    await stopping;
    engine.wake();
    await settle();

    expect(startedAt.length).toBe(1);
  });
});
