import type { Heartbeat } from '../../contract/heartbeat.ts';
import type { DeviceHealth } from '../../contract/staff-views.ts';

/** What of the device's health goes to the portal. */
export const heartbeatOf = (health: DeviceHealth): Heartbeat => ({
  version: health.version,
  waiting: health.waiting,
  setAside: health.setAside,
  ...(health.freeMegabytes !== undefined && { freeMegabytes: health.freeMegabytes }),
  clockOffset: Math.round(health.clockOffset),
  alarms: [...health.alarms],
});
