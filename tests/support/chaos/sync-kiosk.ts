import * as v from 'valibot';
import { type CoreConfig, kioskConfigSchema } from '../../../electron/core/config.ts';
import { createKioskTime } from '../../../electron/core/kiosk-time.ts';
import type { Clock, Network } from '../../../electron/core/ports.ts';
import { type OpenedStore, openStore } from '../../../electron/core/store/open-store.ts';
import type { OutboxRecord } from '../../../electron/core/store/records.ts';
import { createSync, type Sync } from '../../../electron/core/sync/create-sync.ts';
import { deviceOf } from '../../../electron/core/sync/device-record.ts';
import { createNodeBundles } from '../../../electron/node-ports/bundles/node-bundles.ts';
import { createIds } from '../../../electron/node-ports/ids.ts';
import { createNodeNetwork } from '../../../electron/node-ports/network.ts';
import { createContent, sealContent } from '../portal/sample-application.ts';
import { createMemoryFiles, type MemoryFiles } from '../store/memory-files.ts';
import { createMemoryLog, createTestKeyWrap, realRandom } from '../store/store-ports.ts';
import { eventually } from './eventually.ts';
import { createFastClock } from './fast-clock.ts';
import { createMemoryFolders } from '../core/memory-folders.ts';
import { createMortalPorts } from './mortal-ports.ts';
import { NO_STAFF } from '../core/no-audit.ts';

/** The kiosk's real store and sync without a screen: submissions come sealed, as the features seal them. */
export interface SyncKiosk {
  readonly disk: MemoryFiles;
  readonly store: OpenedStore;
  readonly sync: Sync;
  readonly log: ReturnType<typeof createMemoryLog>;
  /** Waits until the portal knows this kiosk. */
  enrolled(): Promise<void>;
  /** Seals and keeps so many submissions; answers their ids once they are durable. */
  save(count?: number): Promise<readonly string[]>;
  /** Tells the kiosk that it may be on a network again, as the operating system does: it tries at once. */
  reconnect(): void;
  /** Waits until the portal has confirmed everything. */
  settled(limit?: number): Promise<void>;
  outbox(): ReadonlyMap<string, OutboxRecord>;
  stop(): Promise<void>;
  /** The process is gone in the middle of whatever it did; the disk stays. */
  kill(): void;
}

export interface SyncKioskOptions {
  readonly url: string;
  readonly keyThumbprint: string;
  readonly enrolmentCode?: string;
  readonly disk?: MemoryFiles;
  readonly clock?: Clock;
  readonly keepSentDays?: number;
  readonly transferFolder?: string;
  /** What lies between the kiosk and the network. */
  readonly network?: (network: Network) => Network;
}

/** Fast enough for hundreds of failures in a second, slow enough for limits of a minute to mean something. */
export const SPEED = 100;

const text = (word: string) => ({ az: word, ru: word, en: word });

export const chaosConfig = (options: SyncKioskOptions): CoreConfig => ({
  kiosk: v.parse(kioskConfigSchema, {
    agencyName: text('Agency'),
    centreName: text('Centre'),
    authorityId: 'az-mas',
    callCentre: '108',
    portal: {
      url: options.url,
      keyThumbprint: options.keyThumbprint,
      pullEvery: 10,
      ...(options.enrolmentCode !== undefined && { enrolmentCode: options.enrolmentCode }),
    },
    keepSentDays: options.keepSentDays ?? 30,
    ...(options.transferFolder !== undefined && { transferFolder: options.transferFolder }),
  }),
  dataFolder: '/data',
  packsFolder: '/packs',
  version: '0.0.0-chaos',
});

export const startSyncKiosk = async (options: SyncKioskOptions): Promise<SyncKiosk> => {
  const { clock = createFastClock({ speed: SPEED }), disk = createMemoryFiles() } = options;
  const mortal = createMortalPorts(
    disk,
    (options.network ?? ((network) => network))(createNodeNetwork()),
  );
  const log = createMemoryLog();
  let reconnect = (): void => undefined;
  const ports = {
    clock,
    log,
    random: realRandom,
    ids: createIds(clock, realRandom),
    keyWrap: createTestKeyWrap(),
    files: mortal.files,
    foreignFolders: createMemoryFolders(),
    bundles: createNodeBundles(),
    network: {
      ...mortal.network,
      onReconnect: (listener: () => void) => {
        reconnect = listener;
        return () => undefined;
      },
    },
  };
  const store = await openStore({ folder: '/data/store', ports });
  const sync = createSync({
    ports,
    store,
    config: chaosConfig(options),
    time: createKioskTime(clock, deviceOf(store.data).clockOffset),
    ...NO_STAFF,
    casesChanged: () => undefined,
    published: () => undefined,
    statusChanged: () => undefined,
  });
  sync.start();
  return {
    disk,
    store,
    sync,
    log,
    enrolled: () => eventually(() => sync.health().enrolled, 'enrolment'),
    save: (count = 1) =>
      Promise.all(Array.from({ length: count }, () => saveOne(sync, ports.ids.next(), clock))),
    reconnect: () => reconnect(),
    settled: (limit) => eventually(() => sync.health().waiting === 0, 'an empty queue', limit),
    outbox: () => new Map(store.data.outbox.entries()),
    stop: async () => {
      await sync.stop();
      await store.close();
    },
    kill: () => mortal.kill(),
  };
};

const saveOne = async (sync: Sync, id: string, clock: Clock): Promise<string> => {
  const sealingKey = sync.outbox.sealingKey();
  if (sealingKey === undefined) throw new Error('the kiosk is not enrolled');
  const content = createContent({ id, confirmedAt: Math.max(0, clock.now()) });
  await sync.outbox.save({
    id,
    kind: 'application',
    savedAt: content.confirmedAt,
    lookupId: content.caseAccess.lookupId,
    sealed: await sealContent(content, sealingKey),
    note: 'a note under the receipt',
  });
  return id;
};
