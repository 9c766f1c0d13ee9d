import type { Cancel, Clock } from '../core/ports.ts';

/** Tells the service manager that started us how we are; see sd_notify(3). */
export interface ServiceNotify {
  /** The kiosk is up. From now on it says that it is alive, as often as the manager wants. */
  ready(): void;
  /** It ends on purpose: the watchdog must not take that for a hang. */
  stopping(): void;
}

export interface ServiceNotifyOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly pid: number;
  readonly clock: Pick<Clock, 'schedule'>;
  /** Sends the assignments to the manager; Node has no datagram sockets of the file system. */
  readonly send: (assignments: readonly string[]) => void;
}

/** Does nothing where no manager listens. */
export const createServiceNotify = (options: ServiceNotifyOptions): ServiceNotify => {
  const { env, clock, send } = options;
  if (!env['NOTIFY_SOCKET']) return { ready: () => undefined, stopping: () => undefined };
  const every = watchdogPeriod(env, options.pid);
  let cancel: Cancel = () => undefined;
  const beat = (delay: number): void => {
    cancel = clock.schedule(delay, () => {
      // That this runs at all is what it says: a process that hangs runs no timers.
      send(['WATCHDOG=1']);
      beat(delay);
    });
  };
  return {
    ready: () => {
      send(['READY=1']);
      if (every !== undefined) beat(every);
    },
    stopping: () => {
      cancel();
      send(['STOPPING=1']);
    },
  };
};

/** A third of what the manager allows, in milliseconds; undefined when it watches somebody else or nobody. */
const watchdogPeriod = (env: ServiceNotifyOptions['env'], pid: number): number | undefined => {
  const microseconds = Number(env['WATCHDOG_USEC'] ?? 0);
  const watched = env['WATCHDOG_PID'] ?? String(pid);
  if (!(microseconds > 0) || watched !== String(pid)) return undefined;
  return Math.max(1_000, Math.floor(microseconds / 3_000));
};
