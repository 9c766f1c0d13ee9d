import { join } from 'node:path';
import type { KioskConfig } from '../core/config.ts';
import type { Core } from '../core/core.ts';
import type { Clock, Log } from '../core/ports.ts';
import { createLogFile } from '../node-ports/log-file.ts';
import { planNightlyRestart } from './nightly-restart.ts';
import { createPageWatch } from './page-watch.ts';
import type { PageWatch } from './page-watch.ts';
import { createSendToManager } from './send-to-manager.ts';
import { createServiceNotify } from './service-notify.ts';

/** Log lines go to standard error, for the service manager, and into files that never grow without end. */
export const createLogWriter = (
  dataFolder: string,
  { maintenance }: Pick<KioskConfig, 'maintenance'>,
): ((line: string) => void) => {
  const writeFile = createLogFile({
    folder: join(dataFolder, 'logs'),
    files: maintenance.logFiles,
    bytes: maintenance.logMegabytes * 2 ** 20,
  });
  return (line) => {
    process.stderr.write(line);
    writeFile(line);
  };
};

export interface Care {
  /** The core with every call taken for a sign of life of the page. */
  readonly core: Core;
  readonly page: Pick<PageWatch, 'opened'>;
  /** The kiosk is up. */
  ready(): void;
  /** It ends on purpose. */
  stop(): void;
}

export interface CareOptions {
  readonly core: Core;
  readonly kiosk: Pick<KioskConfig, 'maintenance' | 'timeZone'>;
  readonly clock: Clock;
  readonly log: Log;
  /** Takes a dead page away; undefined where the page is not ours to watch. */
  readonly replacePage: (() => void) | undefined;
  /** Ends the process so that whoever watches it starts another one. */
  readonly restart: () => void;
}

/** What keeps a kiosk well while nobody looks: the page's watch, the service manager's, the nightly restart. */
export const takeCare = (options: CareOptions): Care => {
  const { core, kiosk, clock, log } = options;
  const { replacePage } = options;
  const page = replacePage && createPageWatch({ clock, log, onDead: replacePage });
  const manager = createServiceNotify({
    env: process.env,
    pid: process.pid,
    clock,
    send: createSendToManager(log),
  });
  const cancelRestart = planNightlyRestart({
    clock,
    log,
    at: kiosk.maintenance.restartAt,
    timeZone: kiosk.timeZone,
    isFree: () => core.isFree(),
    restart: options.restart,
  });
  return {
    core: {
      ...core,
      call: (id, method, input) => {
        page?.alive();
        return core.call(id, method, input);
      },
    },
    page: { opened: () => page?.opened() },
    ready: () => {
      manager.ready();
    },
    stop: () => {
      page?.stop();
      cancelRestart();
      manager.stopping();
    },
  };
};
