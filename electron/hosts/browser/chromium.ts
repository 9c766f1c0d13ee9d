import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock, Log } from '../../core/ports.ts';
import { createRestarts } from '../restarts.ts';

export interface ChromiumRun {
  /** Takes the browser away; another one is started with an empty profile. */
  replace(): void;
  /** Ends the browser and removes its profile. */
  stop(): Promise<void>;
}

interface RunSettings {
  readonly executable: string;
  /** Arguments for a fresh profile; asked again for each start, since a launch address works once. */
  readonly argumentsFor: (profile: string) => readonly string[];
  /** Where profiles may lie; best in memory. */
  readonly temporaryFolder: string;
  readonly clock: Clock;
  readonly log: Log;
  /** A browser was started, or has ended. */
  readonly onChange?: (state: 'started' | 'ended') => void;
}

const PROFILE = 'asan-kiosk-profile-';

/** Keeps Chromium on the screen: starts it again whenever it ends, each time with an empty profile. */
export const runChromium = async (settings: RunSettings): Promise<ChromiumRun> => {
  await removeLeftProfiles(settings.temporaryFolder);
  const stopping = new AbortController();
  let child: ChildProcess | undefined;
  const ended = keepRunning(settings, stopping.signal, (started) => {
    child = started;
  });
  return {
    replace: () => {
      // One that hangs may not listen to a polite signal.
      child?.kill('SIGKILL');
    },
    stop: () => {
      stopping.abort();
      return ended;
    },
  };
};

const keepRunning = async (
  settings: RunSettings,
  stopping: AbortSignal,
  started: (child: ChildProcess) => void,
): Promise<void> => {
  const { clock, log } = settings;
  const restarts = createRestarts(clock);
  const stopped = (): boolean => stopping.aborted;
  while (!stopped()) {
    const code = await runOnce(settings, stopping, started);
    settings.onChange?.('ended');
    if (stopped()) return;
    const delay = restarts.next();
    log.warn('browser.ended', { code, startsAgainIn: delay });
    await wait(clock, delay, stopping);
  }
};

const runOnce = async (
  { temporaryFolder, executable, argumentsFor, log, onChange }: RunSettings,
  stopping: AbortSignal,
  started: (child: ChildProcess) => void,
): Promise<number> => {
  const profile = await mkdtemp(join(temporaryFolder, `${PROFILE}${process.pid}-`));
  try {
    // A signal that has fired already calls no new listener.
    if (stopping.aborted) return -1;
    return await new Promise<number>((resolve) => {
      const child = spawn(executable, argumentsFor(profile), { stdio: 'ignore' });
      started(child);
      onChange?.('started');
      const end = (): void => void child.kill();
      stopping.addEventListener('abort', end, { once: true });
      child.once('error', (error) => {
        log.error('browser.not_started', { reason: error.name });
        resolve(-1);
      });
      child.once('exit', (code) => {
        stopping.removeEventListener('abort', end);
        resolve(code ?? -1);
      });
    });
  } finally {
    // Chromium's helpers may still be writing their last files.
    await rm(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
};

const wait = (clock: Clock, delay: number, stopping: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const cancel = clock.schedule(delay, resolve);
    stopping.addEventListener('abort', () => {
      cancel();
      resolve();
    });
  });

/** Profiles of hosts that did not live to remove them: they may hold something of a citizen. */
const removeLeftProfiles = async (folder: string): Promise<void> => {
  const names = await readdir(folder);
  for (const name of names) {
    const owner = /^asan-kiosk-profile-(\d+)-/.exec(name)?.[1];
    if (owner !== undefined && !isAlive(Number(owner)))
      await rm(join(folder, name), { recursive: true, force: true });
  }
};

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives and belongs to somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};
