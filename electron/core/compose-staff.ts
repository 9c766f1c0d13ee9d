import type { DeviceHealth } from '../../contract/staff-views.ts';
import type { Audit } from './audit.ts';
import type { CoreConfig } from './config.ts';
import type { Content } from './packs/open-content.ts';
import type { Counters } from './counters.ts';
import type { Settings } from './device-settings.ts';
import { composeIdentity } from './compose-identity.ts';
import { createAuditMethods } from './features/audit/audit-methods.ts';
import { createCallMethods } from './features/calls/call-methods.ts';
import { createContentMethods } from './features/content/content-methods.ts';
import { createDamageMethods } from './features/damage/damage-methods.ts';
import { createDayMethods } from './features/day/day-methods.ts';
import { createKeyMethods } from './features/keys/key-methods.ts';
import { createQueueMethods } from './features/queue/queue-methods.ts';
import { createSettingsMethods } from './features/settings/settings-methods.ts';
import type { AddPerson } from './features/staff/add-person.ts';
import type { People } from './features/staff/people.ts';
import { createPeopleMethods } from './features/staff/people-methods.ts';
import { createPinCheck } from './features/staff/pin-check.ts';
import { createConfirmBySecond } from './features/staff/second-person.ts';
import { createStaffMethods } from './features/staff/staff-methods.ts';
import { createSteadyTime } from './features/staff/steady-time.ts';
import { createUsageMethods } from './features/usage/usage-methods.ts';
import type { KioskTime } from './kiosk-time.ts';
import type { Ports } from './ports.ts';
import type { PrintShop } from './printing/print-shop.ts';
import type { ReferenceTags } from './reference-tags.ts';
import type { Sessions } from './session.ts';
import type { StaffCalls } from './staff-calls.ts';
import { createStickFiles } from './stick-files.ts';
import type { Store, StoreDamage, StoreKeys } from './store/store.ts';
import type { Sync } from './sync/create-sync.ts';

export interface StaffSide {
  readonly ports: Ports;
  readonly config: CoreConfig;
  readonly people: People;
  readonly addPerson: AddPerson;
  readonly store: Store & StoreDamage & StoreKeys;
  readonly sessions: Sessions;
  readonly sync: Sync;
  readonly time: KioskTime;
  readonly audit: Audit;
  readonly counters: Counters;
  readonly settings: Settings;
  readonly calls: StaffCalls;
  readonly tags: ReferenceTags;
  readonly content: Content;
  /** Where installed bundles of packs lie. */
  readonly installedFolder: string;
  readonly health: () => DeviceHealth;
  readonly shop: PrintShop;
}

/** Everything that staff may call, put together. */
export const composeStaff = (side: StaffSide) => {
  const { ports, config, store, sessions, sync, time, audit, counters, settings, calls } = side;
  const { people, addPerson } = side;
  const steady = createSteadyTime(ports.clock, store.data);
  const checkPin = createPinCheck({ people, store, steady, audit });
  const confirm = createConfirmBySecond(checkPin);
  const stick = createStickFiles(ports.files, config.kiosk.transferFolder);
  const { health, tags, shop } = side;
  return {
    ...createStaffMethods({ sessions, people, checkPin, confirm, audit, health }),
    ...composeIdentity({ ...side, checkPin }),
    ...createPeopleMethods({
      people,
      addPerson,
      store,
      audit,
      random: ports.random,
      sessions,
      checkPin,
      steady,
    }),
    ...createQueueMethods({
      store,
      queue: sync.outbox,
      transfer: sync.transfer,
      audit,
      tags,
      now: time.now,
      confirm,
    }),
    ...createAuditMethods({ audit, stick, time }),
    ...createUsageMethods({
      counters,
      audit,
      stick,
      time,
      services: side.content.packs.services,
      shop,
    }),
    ...createSettingsMethods({ settings, audit, stick }),
    ...createCallMethods({ calls, audit, checkPin }),
    ...createContentMethods({
      content: side.content,
      store,
      audit,
      files: ports.files,
      bundles: ports.bundles,
      log: ports.log,
      installedFolder: side.installedFolder,
      trust: config.kiosk.updates,
      stickFolder: config.kiosk.transferFolder,
    }),
    ...createDamageMethods({ store, audit, confirm }),
    ...createKeyMethods({ store, audit }),
    ...createDayMethods({
      store,
      audit,
      counters,
      calls,
      sessions,
      stick,
      shop,
      time,
      health,
      nameOf: (number) => people.find(number)?.name ?? number,
    }),
  };
};
