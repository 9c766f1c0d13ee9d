import { randomUUID } from 'node:crypto';
import type { CoreConfig } from '../../../electron/core/config.ts';
import { createKioskTime } from '../../../electron/core/kiosk-time.ts';
import { NetworkError } from '../../../electron/core/ports.ts';
import { sealSubmission } from '../../../electron/core/sealing/seal-submission.ts';
import { StoreError } from '../../../electron/core/store/store.ts';
import { createSync, type Sync } from '../../../electron/core/sync/create-sync.ts';
import { createNodeBundles } from '../../../electron/node-ports/bundles/node-bundles.ts';
import {
  createSeededRandom,
  createTestIds,
  createTestLog,
  type LogLine,
} from './create-test-core.ts';
import { createFakeClock, type FakeClock } from './fake-clock.ts';
import type { Server } from './fake-network.ts';
import { createMemoryFolders } from './memory-folders.ts';
import { createMemoryFiles } from './memory-files.ts';
import type { MemoryStore } from './memory-store.ts';
import { until } from './until.ts';
import { NO_STAFF } from './no-audit.ts';

export interface SyncLifeOptions {
  readonly store: MemoryStore;
  readonly server: Server;
  readonly config: CoreConfig;
  /** The device's clock at the start. */
  readonly now: number;
  readonly seed: string;
  /** The power fails right after this many further changes of the store. */
  readonly dieAfterUpdates?: number | undefined;
}

/** The time from one start of a kiosk's exchange to the next power cut. */
export interface SyncLife {
  readonly sync: Sync;
  readonly clock: FakeClock;
  readonly log: readonly LogLine[];
  /** What is on the disk, now or at the moment of death. */
  readonly store: MemoryStore;
  readonly dead: boolean;
  /** The power fails now. */
  die(): void;
  /** Lets the round under way end, or the power fail in it. */
  rest(): Promise<void>;
  /** Rests, passes the time to the next round, and rests again. */
  round(): Promise<void>;
  /** Puts a sealed submission on the disk; undefined when the power failed first. */
  save(): Promise<string | undefined>;
}

export const startSyncLife = (options: SyncLifeOptions): SyncLife => {
  const { store, server, config } = options;
  const clock = createFakeClock(options.now);
  const random = createSeededRandom(options.seed);
  const { log, lines } = createTestLog();
  let left = options.dieAfterUpdates ?? Infinity;
  let remains: MemoryStore | undefined;
  const die = (): void => {
    remains ??= store.afterPowerCut();
  };
  const isDead = (): boolean => remains !== undefined;
  const mortalStore: MemoryStore = {
    ...store,
    update: async (change, how) => {
      if (isDead()) throw new StoreError('storage_failed');
      await store.update(change, how);
      left -= 1;
      if (left <= 0) die();
      if (isDead()) throw new StoreError('storage_failed');
    },
  };
  const sync = createSync({
    ports: {
      clock,
      random,
      log,
      ids: createTestIds(),
      files: createMemoryFiles({}),
      foreignFolders: createMemoryFolders(),
      bundles: createNodeBundles(),
      keyWrap: {
        kind: 'none',
        wrap: (key) => Promise.resolve(key),
        unwrap: (key) => Promise.resolve(key),
      },
      network: {
        send: async (request) => {
          if (isDead()) throw new NetworkError('no power');
          return server(request);
        },
      },
    },
    config,
    store: mortalStore,
    time: createKioskTime(clock),
    ...NO_STAFF,
    casesChanged: () => undefined,
    published: () => undefined,
    statusChanged: () => undefined,
  });
  sync.start();

  // Nothing but the engine uses this clock: while no task is scheduled, a round is under way.
  const rest = (): Promise<void> =>
    until(() => isDead() || clock.nextIn() !== undefined, 'the end of a round');

  return {
    sync,
    clock,
    log: lines,
    get store() {
      return remains ?? store;
    },
    get dead() {
      return isDead();
    },
    die,
    rest,
    round: async () => {
      await rest();
      clock.advance(clock.nextIn() ?? 0);
      await rest();
    },
    save: async () => {
      const sealingKey = sync.outbox.sealingKey();
      if (sealingKey === undefined) return undefined;
      const id = randomUUID();
      const lookupId = Buffer.from(random.bytes(16)).toString('base64url');
      const key = Buffer.from(random.bytes(32)).toString('base64url');
      const sealed = await sealSubmission(
        {
          v: 1,
          id,
          kind: 'application',
          reference: '222-222-222',
          serviceId: 'tree-felling',
          serviceVersion: 3,
          authorityId: 'masalli',
          serviceTitle: { az: 'a', ru: 'a', en: 'a' },
          language: 'az',
          answers: {},
          confirmedAt: 1,
          caseAccess: { lookupId, key },
        },
        sealingKey,
      );
      try {
        const savedAt = Math.max(0, Math.floor(clock.now()));
        await sync.outbox.save({ id, kind: 'application', savedAt, lookupId, sealed, note: 'x' });
        return id;
      } catch (error) {
        if (error instanceof StoreError) return undefined;
        throw error;
      }
    },
  };
};
