import { err, ok } from '../../contract/result.ts';
import type { SetupDoor } from '../../contract/setup.ts';
import type { Audit } from './audit.ts';
import type { CoreConfig } from './config.ts';
import type { AddPerson } from './features/staff/add-person.ts';
import type { People } from './features/staff/people.ts';
import { toStaff } from './features/staff/staff-methods.ts';
import { createSetupMethods } from './features/setup/setup-methods.ts';
import { createSetupState, type SetupState } from './features/setup/setup-state.ts';
import type { KioskTime } from './kiosk-time.ts';
import type { Content } from './packs/open-content.ts';
import type { Machine, Ports } from './ports.ts';
import type { Sessions } from './session.ts';
import { createStickFiles } from './stick-files.ts';
import type { Store } from './store/store.ts';
import { deviceOf } from './sync/device-record.ts';
import type { Sync } from './sync/create-sync.ts';

export interface SetupSide {
  readonly ports: Ports;
  readonly config: CoreConfig;
  readonly store: Store;
  readonly people: People;
  readonly addPerson: AddPerson;
  readonly sessions: Sessions;
  readonly sync: Sync;
  readonly time: KioskTime;
  readonly audit: Audit;
  readonly content: Content;
}

const readJson: Machine['readConfigText'] = (text) => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? ok(value) : err(['not a configuration']);
  } catch (error) {
    if (error instanceof SyntaxError) return err(['not JSON']);
    throw error;
  }
};

/** A host that gives no machine: nothing of it can be found out or changed from the screen. */
const NO_MACHINE = (ports: Ports): Machine => ({
  locks: () => Promise.resolve([]),
  timeZone: () => 'Asia/Baku',
  networkWith: () => ports.network,
  printsVia: 'cups',
  printerFor: () => ports.printer,
  toConfigText: (file) => `${JSON.stringify(file, null, 2)}\n`,
  readConfigText: readJson,
  keepConfig: () => Promise.reject(new Error('this host keeps no configuration')),
  restart: () => undefined,
});

/**
 * Who may set this kiosk up while it has no configuration. Once it had one, or staff, nobody comes in
 * by taking the file away.
 */
export const createDoor =
  (isNew: boolean, people: People, state: Pick<SetupState, 'record'>) =>
  (): SetupDoor | undefined => {
    if (!isNew) return undefined;
    if (people.active('technician') > 0) return 'guarded';
    return state.record().wasSetUp === true || people.all().length > 0 ? 'lost' : 'open';
  };

/** Setting the kiosk up, put together. */
export const composeSetup = (side: SetupSide) => {
  const { ports, config, store, people, audit, content, sync, time } = side;
  const isNew = config.isNew === true;
  const state = createSetupState(store, isNew ? undefined : config.kiosk);
  const door = createDoor(isNew, people, state);
  const methods = createSetupMethods({
    ...{ config, state, door, audit, content },
    people: {
      all: () => people.all(),
      add: async (person, by) => {
        const added = await side.addPerson(person, by);
        return added.ok ? ok(toStaff(added.value)) : added;
      },
    },
    machine: ports.machine ?? NO_MACHINE(ports),
    sessions: side.sessions,
    stickIn: (folder) => createStickFiles(ports.files, folder),
    enrol: sync.enrolAt,
    kioskName: () => deviceOf(store.data).enrolled?.kioskName,
    clock: ports.clock,
    ids: ports.ids,
    log: ports.log,
    now: time.now,
    speech: ports.speech,
  });
  /** A kiosk that starts with a configuration is none for just anybody, even when the file is gone later. */
  const remember = async (): Promise<void> => {
    if (isNew || state.record().wasSetUp === true) return;
    await store.update((writer) => {
      writer.setup.set('setup', { ...state.record(), wasSetUp: true });
    });
  };
  return { methods, door, remember };
};
