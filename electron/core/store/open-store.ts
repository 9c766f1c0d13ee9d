import { join } from 'node:path';
import { Low } from 'lowdb';
import type { Cancel, Ports } from '../ports.ts';
import { createBodies } from './bodies.ts';
import { createCleaner } from './cleaner.ts';
import { readUnvouched, repointBodies } from './unvouched.ts';
import { JournalAdapter } from './journal-adapter.ts';
import { createJournal, type Journal } from './journal.ts';
import { createKeyRing, loadKeyRing, type FoundKeyRing } from './key-ring.ts';
import { createStoreKeys, renewKeys } from './key-rotation.ts';
import { segmentNumbers, snapshotNumbers, TEMPORARY_SUFFIX } from './layout.ts';
import { createMaintenance, type Maintenance } from './maintenance.ts';
import { migrate, type Migration, type Schema } from './migrations.ts';
import { StoreOpenError } from './open-error.ts';
import { openQuarantine, type Quarantine } from './quarantine.ts';
import { recover, type Recovered } from './recovery.ts';
import type { SeqRange } from './replay.ts';
import { createReserve } from './reserve.ts';
import { scrubBodies } from './scrub.ts';
import { createSegmentSupply } from './segment-supply.ts';
import { DEFAULT_SETTINGS, type StoreSettings } from './settings.ts';
import { writeSnapshot } from './snapshotter.ts';
import { createSpace } from './space.ts';
import { StoreError, type Store, type StoreDamage } from './store.ts';
import type { StoreKeys, StoreWriter } from './store.ts';
import { createTrackedCollections, type TrackedCollections } from './tracked-collections.ts';
import { createVault } from './vault.ts';
import { removeIfThere } from './whole-file.ts';

export type StorePorts = Pick<
  Ports,
  'files' | 'clock' | 'random' | 'keyWrap' | 'earlierKeyWraps' | 'log'
>;

export interface StoreOptions {
  /** Absolute path; made when it is not there. */
  readonly folder: string;
  readonly ports: StorePorts;
  /** What the records of this program look like; 1 and no migrations when left out. */
  readonly schemaVersion?: number;
  readonly migrations?: readonly Migration[];
  readonly settings?: Partial<StoreSettings>;
}

/** A store as its owner sees it; features and sync see `Store`. */
export interface OpenedStore extends Store, StoreDamage, StoreKeys {
  /** Writes a snapshot and frees what is no longer needed. */
  compact(): Promise<void>;
  /** Reads every body on disk; answers how many cannot be read any more. */
  scrub(): Promise<number>;
  /** Writes anew what earlier data keys sealed and forgets them; false when there are none or not yet. Done by itself after the first scrub. */
  retireKeys(): Promise<boolean>;
}

/** Lines are numbered anew from a round number after each start: one that turns up late never has a seq that was given again. */
const SEQS_PER_START = 2 ** 16;

const firstSeq = (last: number): number =>
  last === 0 ? 1 : (Math.floor(last / SEQS_PER_START) + 1) * SEQS_PER_START;

interface Context {
  readonly folder: string;
  readonly ports: StorePorts;
  readonly settings: StoreSettings;
  readonly schema: Schema;
}

const openKeyRing = async ({ folder, ports }: Context): Promise<FoundKeyRing> => {
  const found = await loadKeyRing({ folder, ...ports });
  if (found) return found;
  const names = await ports.files.list(folder);
  // A new key would make everything that is there unreadable for good.
  if (segmentNumbers(names).length + snapshotNumbers(names).length > 0)
    throw new StoreOpenError('key_missing');
  return { ring: await createKeyRing({ folder, ...ports }), wrappedEarlier: false };
};

const removeTemporary = async ({ folder, ports }: Context): Promise<void> => {
  for (const name of await ports.files.list(folder))
    if (name.endsWith(TEMPORARY_SUFFIX)) await removeIfThere(ports.files, join(folder, name));
};

/** The store's parts, wired. */
const assemble = async (context: Context, quarantine: Quarantine) => {
  const { folder, settings, schema, ports } = context;
  const { files, clock, log } = ports;
  const opened = await openKeyRing(context);
  await removeTemporary(context);
  const { journal: name, keys: openingKeys } = opened.ring;
  const onDisk = { files, folder, journal: name, vault: createVault(openingKeys, ports.random) };
  const names = await files.list(folder);
  const found = await recover({ source: onDisk, names, quarantine, schema });
  const { image } = found;
  migrate(image, found.schema, schema.version, schema);
  const spare = found.segments.find(
    ({ number, used, size }) =>
      used === 0 && number === found.lastSegment && size >= settings.segmentBytes,
  );
  const supply = createSegmentSupply({
    files,
    folder,
    segmentBytes: settings.segmentBytes,
    next: found.lastSegment + 1,
    spare,
  });
  const rewrite = await readUnvouched(onDisk, found.unvouched);
  const first = spare?.number ?? found.lastSegment + 1;
  const rewrites = rewrite.length > 0;
  const ring = await renewKeys({ folder, ...ports, first, rewrites }, opened);
  const vault = createVault(ring.keys, ports.random);
  const source = { ...onDisk, vault };
  const space = createSpace(supply, createReserve(files, folder, settings.reserveBytes), log);
  const seq = firstSeq(found.last);

  const maintenance: Maintenance = createMaintenance({
    ...{ clock, log, settings, space, image },
    journal: () => journal,
    cleaner: () => cleaner,
    write: (number) =>
      writeSnapshot(
        { source, image, journal, schema: schema.version, lineBytes: settings.snapshotLineBytes },
        number,
      ),
    snapshots: found.snapshots,
    next: found.lastSnapshot + 1,
    tailBytes: found.tailBytes,
  });
  const journal: Journal = createJournal({
    ...{ space, vault, clock, log, settings, seq, rewrite },
    journal: ring.journal,
    schema: schema.version,
    durable: found.durable,
    voids: voidsOf(found, seq),
    onTrouble: maintenance.onTrouble,
    onWritten: maintenance.onWritten,
    onRolled: maintenance.onRolled,
    onRewritten: (segment) => repointBodies(image, found.unvouched, segment),
  });
  const tracked = createTrackedCollections(image, journal);
  const bodies = createBodies({ ...source, image, quarantine, log });
  const cleaner = createCleaner({
    ...{ files, folder, image, journal, bodies },
    isChanging: tracked.isChanging,
  });
  await journal.reopen();
  const keys = createStoreKeys({
    ...{ folder, ...ports, ring, cleaner, maintenance },
    isDamaged: () => quarantine.count().unseen > 0,
  });
  if (found.untidy) maintenance.onTrouble();
  return { keys, image, space, maintenance, journal, tracked, bodies };
};

const voidsOf = ({ missing, last }: Recovered, next: number): SeqRange[] =>
  next > last + 1 ? [...missing, [last + 1, next - 1]] : [...missing];

type Parts = Awaited<ReturnType<typeof assemble>>;

const connect = async (parts: Parts) => {
  let urgent = false;
  const empty = parts.tracked.writer;
  const load = (): Promise<TrackedCollections> => Promise.resolve(parts.tracked);
  const db = new Low<StoreWriter>(new JournalAdapter(load, () => urgent), empty);
  await db.read();
  return {
    /** lowdb runs the change and calls the adapter in this very turn, so `urgent` is this update's. */
    update: (change: (data: StoreWriter) => void, isUrgent: boolean): Promise<void> => {
      urgent = isUrgent;
      return db.update((data) => parts.tracked.stage(change, data));
    },
  };
};

const createStore = async (
  { ports, settings }: Context,
  parts: Parts,
  quarantine: Quarantine,
  release: () => Promise<void>,
): Promise<OpenedStore> => {
  const { image, space, maintenance, journal, tracked, bodies, keys } = parts;
  const db = await connect(parts);
  let closing: Promise<void> | undefined;
  const isStopping = (): boolean => closing !== undefined;
  const scrub = (): Promise<number> => scrubBodies(image, bodies, () => !isStopping());
  // Writing anew needs room for a while: not while there is none.
  const stopsRetiring = (): boolean => isStopping() || space.isFull();
  let retiring: Promise<boolean> | undefined;
  const retireKeys = (): Promise<boolean> =>
    (retiring ??= keys.retire(stopsRetiring).finally(() => {
      retiring = undefined;
    }));
  let tended: Promise<unknown> = Promise.resolve();
  const tendTimer: Cancel = ports.clock.schedule(settings.scrubAfter, () => {
    const failed = (event: string) => (error: unknown) =>
      ports.log.error(event, { reason: String(error) });
    tended = scrub()
      .catch(failed('store.scrub_failed'))
      .then(retireKeys)
      .catch(failed('store.keys_not_retired'));
  });

  const close = async (): Promise<void> => {
    tendTimer();
    try {
      await Promise.allSettled([tended, retiring]);
      await keys.close();
      await maintenance.close();
      await journal.close();
    } finally {
      await release();
    }
  };

  return {
    data: tracked.reader,
    update: (change, options) => db.update(change, options?.urgent === true),
    readBody: bodies.read,
    health: () => ({
      damaged: quarantine.count().unseen > 0,
      canSave: journal.isHealthy() && !space.isFull(),
    }),
    compact: maintenance.snapshot,
    keys: keys.keys,
    renewAtNextStart: () =>
      keys.renewAtNextStart().catch((cause: unknown) => {
        // Whatever it is that does not answer: the disk, the key file, the keyring.
        throw new StoreError('storage_failed', { cause });
      }),
    retireKeys,
    damage: quarantine.count,
    acknowledgeDamage: () => quarantine.acknowledge().catch(asStoreError),
    scrub,
    close: () => (closing ??= close()),
  };
};

const isSystemError = (error: unknown): boolean =>
  error instanceof StoreError || (error instanceof Error && 'syscall' in error);

const asStoreError = (cause: unknown): never => {
  throw isSystemError(cause) ? new StoreError('storage_failed', { cause }) : cause;
};

/**
 * Opens the store of a folder, alone: a second process is refused. Rejects with `StoreOpenError`.
 * All that was acknowledged and can still be read is there; what cannot is in quarantine, and
 * `health().damaged` says so.
 */
export const openStore = async (options: StoreOptions): Promise<OpenedStore> => {
  const { folder, ports } = options;
  const context: Context = {
    folder,
    ports,
    settings: { ...DEFAULT_SETTINGS, ...options.settings },
    schema: { version: options.schemaVersion ?? 1, migrations: options.migrations ?? [] },
  };
  await ports.files.makeFolder(folder);
  const lock = await ports.files.lock(folder);
  if (!lock) throw new StoreOpenError('folder_in_use');
  try {
    const quarantine = await openQuarantine({ folder, ...ports });
    const parts = await assemble(context, quarantine);
    return await createStore(context, parts, quarantine, () => lock.release());
  } catch (error) {
    await lock.release();
    if (isSystemError(error)) throw new StoreOpenError('disk_failed', { cause: error });
    throw error;
  }
};
