import type { Heartbeat } from '../../contract/heartbeat.ts';
import type { PrintFault } from '../../contract/print-document.ts';
import type { DeviceHealth } from '../../contract/staff-views.ts';

export interface HeartbeatFacts {
  readonly health: DeviceHealth;
  /** What was wrong with the last paper. */
  readonly printing: PrintFault | undefined;
  /** A citizen waits for staff. */
  readonly called: boolean;
}

/** What of the device's state goes to the portal. That somebody calls is told, not who or since when. */
export const heartbeatOf = ({ health, printing, called }: HeartbeatFacts): Heartbeat => ({
  version: health.version,
  waiting: health.waiting,
  setAside: health.setAside,
  ...(health.freeMegabytes !== undefined && { freeMegabytes: health.freeMegabytes }),
  ...(printing === 'no_paper' && { paper: 'out' as const }),
  clockOffset: Math.round(health.clockOffset),
  alarms: [...(called ? ['staff_called'] : []), ...health.alarms],
});
