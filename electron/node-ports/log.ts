import type { Log, LogDetails } from '../core/ports.ts';

export type LogLevel = 'info' | 'warn' | 'error';

/** One JSON object a line: time (ISO), level, event, then the details. `write` gets the line with its end. */
export const createLog = (write: (line: string) => void, now: () => number): Log => {
  const entry =
    (level: LogLevel) =>
    (event: string, details: LogDetails = {}): void => {
      const time = new Date(now()).toISOString();
      write(`${JSON.stringify({ ...details, time, level, event })}\n`);
    };
  return { info: entry('info'), warn: entry('warn'), error: entry('error') };
};
