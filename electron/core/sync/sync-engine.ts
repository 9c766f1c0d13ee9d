import type { Cancel, Clock, Log, Random } from '../ports.ts';
import { StoreError } from '../store/store.ts';
import { backoffDelay } from './backoff.ts';
import type { Round, RoundOutcome } from './exchange-round.ts';

/** Keeps the exchange with the portal going: by a timer, by back-off after failures, and when woken. */
export interface SyncEngine {
  start(): void;
  /** Something is to be sent: as soon as may be, but never before a Retry-After has passed. */
  wake(): void;
  /** The device may be on a network again: earlier failures no longer count. */
  reconnected(): void;
  /** Runs a task while no round is under way, and then goes on. */
  exclusively<T>(task: () => Promise<T>): Promise<T>;
  /** Lets a running exchange end, or cuts it after a short while; nothing durable is lost by that. */
  stop(): Promise<void>;
}

export interface SyncEngineOptions {
  readonly round: Round;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** Milliseconds between two rounds while all is well. */
  readonly every: number;
  /** Milliseconds until a postponed item may go; undefined when there is none. */
  readonly nextPostponed: () => number | undefined;
  /** Hears each round's end. */
  readonly ended: (outcome: RoundOutcome) => Promise<void> | void;
  /** Cuts the network requests under way. */
  readonly abort: () => void;
}

const GRACE = 3_000;
const LEAST_WAIT = 500;

export const createSyncEngine = (options: SyncEngineOptions): SyncEngine => {
  const { clock, random, every } = options;
  let running: Promise<unknown> | undefined;
  let again = false;
  let networkReturned = false;
  let stopping = false;
  let failures = 0;
  let notBefore = -Infinity;
  let cancel: Cancel = () => undefined;

  const go = (): void => {
    cancel();
    if (stopping || running !== undefined) return;
    running = runRounds().finally(() => {
      running = undefined;
      if (again) wake();
    });
  };

  /** What was saved while the round was ending may have come too late for it, and what failed may have failed on the network that was gone. */
  const isToRunAgain = (outcome: RoundOutcome): boolean =>
    outcome.kind === 'done' ? again : networkReturned && !hasToWait(outcome);

  const runRounds = async (): Promise<void> => {
    again = false;
    networkReturned = false;
    const outcome = await runOnce(options, () => stopping);
    if (stopping) return;
    if (isToRunAgain(outcome)) return runRounds();
    again = false;
    if (outcome.kind !== 'idle') cancel = clock.schedule(delayAfter(outcome), go);
  };

  const delayAfter = (outcome: RoundOutcome): number => {
    if (outcome.kind === 'done') {
      failures = 0;
      const jitter = 0.9 + 0.2 * random.fraction();
      return Math.min(every * jitter, options.nextPostponed() ?? Infinity);
    }
    const wait = backoffDelay(failures, random.fraction(), limitsFor(every));
    failures += 1;
    const retryAfter = 'retryAfterMs' in outcome ? outcome.retryAfterMs : undefined;
    if (retryAfter === undefined) return wait;
    notBefore = clock.monotonic() + retryAfter;
    // All kiosks were told the same: spread, and never at once even if the portal asks for that.
    return Math.max(LEAST_WAIT, retryAfter + random.fraction() * LEAST_WAIT);
  };

  const wake = (): void => {
    if (running !== undefined) again = true;
    else if (clock.monotonic() >= notBefore) go();
  };

  const exclusively = async <T>(task: () => Promise<T>): Promise<T> => {
    while (running !== undefined) await running;
    const result = task();
    running = result
      .catch(() => undefined)
      .finally(() => {
        running = undefined;
        if (!stopping) go();
      });
    return result;
  };

  return {
    start: go,
    exclusively,
    wake,
    reconnected: () => {
      failures = 0;
      networkReturned = true;
      wake();
    },
    stop: async () => {
      stopping = true;
      cancel();
      const cancelAbort = clock.schedule(GRACE, options.abort);
      await running;
      cancelAbort();
    },
  };
};

const hasToWait = (outcome: RoundOutcome): boolean =>
  'retryAfterMs' in outcome && outcome.retryAfterMs !== undefined;

/** Failures are retried from a second on, and at most twice as rarely as the timer would ask anyway. */
const limitsFor = (every: number) => ({
  base: Math.min(1_000, every),
  cap: Math.min(120_000, Math.max(2_000, every * 2)),
});

const runOnce = async (
  { round, log, ended }: SyncEngineOptions,
  isStopping: () => boolean,
): Promise<RoundOutcome> => {
  try {
    const outcome = await round.run(isStopping);
    await ended(outcome);
    return outcome;
  } catch (error) {
    // Process level: whatever goes wrong here, the kiosk in front of it runs on and this is tried again.
    const fault = error instanceof StoreError ? error.fault : undefined;
    log.error('sync.round_failed', {
      error: error instanceof Error ? error.name : 'unknown',
      fault,
    });
    return { kind: 'failed', status: 0 };
  }
};
