import { spawn } from 'node:child_process';
import type { Log } from '../core/ports.ts';

/** Through systemd's own command; the unit needs `NotifyAccess=all`, since it is a child that speaks. */
export const createSendToManager =
  (log: Pick<Log, 'warn'>) =>
  (assignments: readonly string[]): void => {
    const child = spawn('systemd-notify', [...assignments], { stdio: 'ignore' });
    child.once('error', (error) => {
      log.warn('manager.not_told', { reason: error.name });
    });
  };
