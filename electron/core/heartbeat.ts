import type { Heartbeat, PaperState } from '../../contract/heartbeat.ts';
import type { DeviceHealth } from '../../contract/staff-views.ts';

export interface HeartbeatFacts {
  readonly health: DeviceHealth;
  /** Left out without a printer. */
  readonly paper: PaperState | undefined;
  /** A citizen waits for staff. */
  readonly called: boolean;
}

/** What of the device's state goes to the portal. That somebody calls is told, not who or since when. */
export const heartbeatOf = ({ health, paper, called }: HeartbeatFacts): Heartbeat => ({
  version: health.version,
  waiting: health.waiting,
  setAside: health.setAside,
  ...(health.freeMegabytes !== undefined && { freeMegabytes: health.freeMegabytes }),
  ...(paper !== undefined && { paper }),
  clockOffset: Math.round(health.clockOffset),
  alarms: [...(called ? ['staff_called'] : []), ...health.alarms],
});
