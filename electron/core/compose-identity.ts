import type { Audit } from './audit.ts';
import type { CoreConfig } from './config.ts';
import { createIdentityMethods } from './features/identity/identity-methods.ts';
import type { People } from './features/staff/people.ts';
import type { KioskTime } from './kiosk-time.ts';
import type { Ports } from './ports.ts';
import type { Sessions } from './session.ts';
import { createOpenidProvider } from './sign-in/openid-provider.ts';
import type { PinCheck } from './staff-pins.ts';
import type { Store } from './store/store.ts';
import type { Sync } from './sync/create-sync.ts';
import { deviceOf } from './sync/device-record.ts';

export interface IdentitySide {
  readonly ports: Ports;
  readonly config: CoreConfig;
  readonly store: Store;
  readonly sessions: Sessions;
  readonly sync: Sync;
  readonly time: KioskTime;
  readonly audit: Audit;
  readonly people: People;
  readonly checkPin: PinCheck;
}

/** Signing in by phone and being seen by staff, put together. */
export const composeIdentity = (side: IdentitySide) => {
  const { ports, config, store, sessions, sync, time, audit, people, checkPin } = side;
  const { clock, log, network } = ports;
  const { identity, centreName } = config.kiosk;
  const where = (): string => {
    const { kioskName } = deviceOf(store.data).enrolled ?? {};
    return kioskName === undefined ? centreName.az : `${centreName.az}, ${kioskName}`;
  };
  return createIdentityMethods({
    provider: identity && createOpenidProvider({ config: identity, network, clock, log }),
    where,
    online: () => sync.health().online,
    hasStaff: () => people.all().some(({ disabled }) => disabled !== true),
    checkPin,
    audit,
    sessions,
    clock,
    log,
    now: time.now,
  });
};
