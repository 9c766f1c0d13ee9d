import type { DeviceAlarm, DeviceHealth } from '../../contract/staff-views.ts';
import type { Audit } from './audit.ts';
import type { CoreConfig } from './config.ts';
import type { DiskWatch } from './disk-watch.ts';
import type { KioskTime } from './kiosk-time.ts';
import type { Clock } from './ports.ts';
import type { PrintShop } from './printing/print-shop.ts';
import type { Store } from './store/store.ts';
import { deviceOf } from './sync/device-record.ts';
import type { Sync } from './sync/create-sync.ts';
import type { SyncHealth } from './sync/sync-health.ts';

export interface DeviceHealthOptions {
  readonly config: CoreConfig;
  readonly clock: Pick<Clock, 'now'>;
  readonly store: Store;
  readonly sync: Pick<Sync, 'health'>;
  readonly time: KioskTime;
  readonly shop: Pick<PrintShop, 'trouble'>;
  readonly audit: Pick<Audit, 'verify' | 'head' | 'anchored'>;
  readonly disk: Pick<DiskWatch, 'freeBytes' | 'isLow'>;
}

const MEGABYTE = 2 ** 20;
/** A queue in which the oldest submission is older than this has stopped, whatever the reason. */
const STUCK_AFTER = 24 * 60 * 60 * 1000;

/** Everything that staff must know about the device, gathered at each call. */
export const createDeviceHealth = ({
  config,
  clock,
  store,
  sync,
  time,
  audit,
  shop,
  disk,
}: DeviceHealthOptions) => {
  const auditHolds = rememberCheck(audit);
  return (): DeviceHealth => {
    const { online, enrolled, waiting, lastExchangeAt } = sync.health();
    const { kioskName } = deviceOf(store.data).enrolled ?? {};
    const now = time.now();
    const free = disk.freeBytes();
    return {
      ...(kioskName !== undefined && { kioskName }),
      version: config.version,
      online,
      enrolled,
      waiting,
      setAside: countSetAside(store),
      ...(lastExchangeAt !== undefined && { lastExchangeAt }),
      alarms: [
        ...alarmsOf(store, sync.health(), auditHolds(), now),
        ...(disk.isLow() ? (['low_disk'] as const) : []),
        ...(shop.trouble() === undefined ? [] : (['printer_trouble'] as const)),
      ],
      now,
      clockOffset: now - Math.floor(clock.now()),
      ...(free !== undefined && { freeMegabytes: Math.floor(free / MEGABYTE) }),
    };
  };
};

/** Goes through the chain again only when it has grown or the portal said something of it. */
const rememberCheck = (audit: DeviceHealthOptions['audit']): (() => boolean) => {
  let known: { readonly of: string; readonly ok: boolean } | undefined;
  return () => {
    const of = `${audit.head()?.seq ?? 0}/${audit.anchored()?.seq ?? 0}`;
    if (known?.of !== of) known = { of, ok: audit.verify().ok };
    return known.ok;
  };
};

const countSetAside = ({ data }: Store): number => {
  let count = 0;
  for (const [, { state }] of data.outbox.scan(['state'])) if (state === 'set_aside') count += 1;
  return count;
};

const isStuck = ({ data }: Store, now: number): boolean => {
  for (const [, { state, savedAt }] of data.outbox.scan(['state', 'savedAt']))
    if (state === 'saved' && savedAt < now - STUCK_AFTER) return true;
  return false;
};

const alarmsOf = (
  store: Store,
  { alarm, portalWentBack }: SyncHealth,
  auditHolds: boolean,
  now: number,
): readonly DeviceAlarm[] => {
  const { damaged, canSave } = store.health();
  return [
    ...(damaged ? (['store_damaged'] as const) : []),
    ...(canSave ? [] : (['cannot_save'] as const)),
    ...(auditHolds ? [] : (['audit_broken'] as const)),
    ...(portalWentBack ? (['portal_went_back'] as const) : []),
    ...(alarm === undefined ? [] : [alarm]),
    ...(isStuck(store, now) ? (['queue_stuck'] as const) : []),
  ];
};
