import { createHash, randomFillSync } from 'node:crypto';
import type {
  Cancel,
  Clock,
  Files,
  KeyWrap,
  Log,
  LogDetails,
  Random,
} from '../../../electron/core/ports.ts';
import type { StorePorts } from '../../../electron/core/store/open-store.ts';
import { createMemoryFiles } from './memory-files.ts';

export interface ManualClock extends Clock {
  /** Lets time pass and runs what was scheduled. */
  advance(milliseconds: number): void;
}

export const createManualClock = (start = Date.UTC(2026, 10, 23)): ManualClock => {
  let time = 0;
  let tasks: { at: number; task: () => void }[] = [];
  return {
    now: () => start + time,
    monotonic: () => time,
    schedule: (delay, task): Cancel => {
      const entry = { at: time + delay, task };
      tasks.push(entry);
      return () => {
        tasks = tasks.filter((each) => each !== entry);
      };
    },
    advance: (milliseconds) => {
      time += milliseconds;
      const due = tasks.filter(({ at }) => at <= time);
      tasks = tasks.filter(({ at }) => at > time);
      for (const { task } of due) task();
    },
  };
};

/** Looks like protection, gives none: for tests of everything but protection. */
export const createTestKeyWrap = (secret = 'test'): KeyWrap => {
  const pad = createHash('sha256').update(secret).digest();
  const turn = (key: Uint8Array): Uint8Array =>
    key.map((byte, index) => byte ^ (pad[index % pad.length] ?? 0));
  return {
    kind: 'test',
    wrap: (key) => Promise.resolve(Buffer.concat([pad.subarray(0, 4), turn(key)])),
    unwrap: (wrapped) =>
      pad.subarray(0, 4).equals(wrapped.subarray(0, 4))
        ? Promise.resolve(turn(wrapped.subarray(4)))
        : Promise.reject(new Error('wrapped by another device')),
  };
};

export const realRandom: Random = {
  bytes: (length) => randomFillSync(new Uint8Array(length)),
  fraction: () => Math.random(),
};

export interface LogLine {
  readonly level: 'info' | 'warn' | 'error';
  readonly event: string;
  readonly details: LogDetails | undefined;
}

export const createMemoryLog = (): Log & { readonly lines: LogLine[] } => {
  const lines: LogLine[] = [];
  const at =
    (level: LogLine['level']) =>
    (event: string, details?: LogDetails): void => {
      lines.push({ level, event, details });
    };
  return { lines, info: at('info'), warn: at('warn'), error: at('error') };
};

/** Ports for a store in memory; give `files` to open the same disk again. */
export const createStorePorts = (
  files: Files = createMemoryFiles(),
): StorePorts & { clock: ManualClock; log: ReturnType<typeof createMemoryLog> } => ({
  files,
  clock: createManualClock(),
  random: realRandom,
  keyWrap: createTestKeyWrap(),
  log: createMemoryLog(),
});
