import type { Heartbeat } from '../../contract/heartbeat.ts';
import type { PrintFault } from '../../contract/print-document.ts';
import type { DeviceHealth } from '../../contract/staff-views.ts';

/** What of the device's health goes to the portal. `printing` is what was wrong with the last paper. */
export const heartbeatOf = (health: DeviceHealth, printing: PrintFault | undefined): Heartbeat => ({
  version: health.version,
  waiting: health.waiting,
  setAside: health.setAside,
  ...(health.freeMegabytes !== undefined && { freeMegabytes: health.freeMegabytes }),
  ...(printing === 'no_paper' && { paper: 'out' as const }),
  clockOffset: Math.round(health.clockOffset),
  alarms: [...health.alarms],
});
