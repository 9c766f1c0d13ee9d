import { traceOf } from '../../contract/failure-trace.ts';
import type { Db } from '../context.ts';
import type { PortalLog } from '../ports.ts';
import { mixRows } from './mix-rows.ts';

/** Milliseconds. */
const HOUR = 60 * 60 * 1000;

/** Mixes rows that must lead to nobody: at the start, each hour, and before results are published. */
export interface Mixing {
  /** Mixes what has come since. Never throws: what could not be done is logged, and done the next time. */
  now(): Promise<void>;
  start(): void;
  stop(): Promise<void>;
}

/** Several instances may do so side by side. */
export const createMixing = (db: Db, log: PortalLog, every = HOUR): Mixing => {
  let running: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;

  const mix = async (): Promise<void> => {
    try {
      const busy = await mixRows(db);
      if (busy.length > 0) log.warn('mixing.postponed', { tables: busy.join(' ') });
    } catch (error) {
      // The database may be away for a while; the next time tries again.
      log.warn('mixing.failed', { ...traceOf(error) });
    }
  };
  const now = (): Promise<void> => {
    running = running.then(mix);
    return running;
  };

  return {
    now,
    start: () => {
      void now();
      timer ??= setInterval(() => void now(), every).unref();
    },
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
};
