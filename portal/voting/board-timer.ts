import { traceOf } from '../../contract/failure-trace.ts';
import type { PortalLog } from '../ports.ts';
import type { Surveys } from './surveys.ts';

/** Milliseconds, unless the portal was told otherwise. */
const EVERY = 60_000;

/** Publishes what is due, once a minute. Several instances may do so side by side. */
export const startBoardTimer = (
  surveys: Pick<Surveys, 'publishDue'>,
  log: PortalLog,
  every = EVERY,
): { stop(): Promise<void> } => {
  let running: Promise<void> | undefined;
  const publish = async (): Promise<void> => {
    try {
      await surveys.publishDue();
    } catch (error) {
      // The database may be away for a while; the next time tries again.
      log.warn('board.not_published', { ...traceOf(error) });
    }
  };
  const timer = setInterval(() => {
    running ??= publish().finally(() => {
      running = undefined;
    });
  }, every);
  timer.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
};
