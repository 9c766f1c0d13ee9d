import { segmentNumbers } from './layout.ts';
import type { Cleaner } from './cleaner.ts';
import { drawKey, raiseFormat, saveKeyRing } from './key-ring.ts';
import type { FoundKeyRing, KeyRing, KeyRingPorts } from './key-ring.ts';
import type { Maintenance } from './maintenance.ts';
import type { StoreKeys } from './store.ts';

const DAY = 24 * 60 * 60 * 1000;

/** The time of a key is up; or a new one is wanted; or what protects the keys is another now. */
const isDue = (
  { ring, wrappedEarlier }: FoundKeyRing,
  { clock, keyDays }: KeyRingPorts & { readonly keyDays: number },
): boolean => {
  // Another one by the calendar only when the last change is through: keys do not pile up.
  const isOld = ring.keys.length === 1 && clock.now() - ring.since > keyDays * DAY;
  return wrappedEarlier || ring.since === 0 || isOld;
};

/** A ring that seals with a new key from now on; the earlier ones still open. On the disk when it resolves. */
const addKey = async (ports: KeyRingPorts, ring: KeyRing): Promise<KeyRing> => {
  const keys = [drawKey(ports.random), ...ring.keys];
  const next = { ...ring, keys, revision: ring.revision + 1, since: ports.clock.now() };
  await saveKeyRing(ports, next);
  ports.log.info('store.key_added', { keys: keys.length });
  return next;
};

/**
 * The ring that a store goes on with: of this program's format, and with a new key where one is due.
 * A disk that fails here costs a later day, not the start.
 */
export const renewKeys = async (
  ports: KeyRingPorts & { readonly keyDays: number },
  found: FoundKeyRing,
): Promise<KeyRing> => {
  const ring = await raiseFormat(ports, found.ring);
  if (!isDue(found, ports)) return ring;
  try {
    return await addKey(ports, ring);
  } catch (error) {
    ports.log.error('store.key_not_added', { reason: String(error) });
    return ring;
  }
};

interface StoreKeysOptions extends KeyRingPorts {
  readonly ring: KeyRing;
  readonly cleaner: Cleaner;
  readonly maintenance: Maintenance;
  /** First segment of this start: everything from there on is sealed with the first key. */
  readonly since: number;
  /** False while something that an earlier key sealed was copied into this start's segments. */
  readonly mayRetire: boolean;
}

/** The keys of an open store. */
export interface OpenedKeys extends StoreKeys {
  /**
   * Writes anew everything that earlier keys sealed, removes it, then forgets those keys. Answers
   * false when there is none, when something of theirs is still needed, or when `isStopping`; a later
   * start goes on. Rejects when the disk does.
   */
  retire(isStopping: () => boolean): Promise<boolean>;
}

export const createStoreKeys = (options: StoreKeysOptions): OpenedKeys => {
  const { cleaner, maintenance, files, folder, since, log } = options;
  let { ring } = options;
  let saving: Promise<void> = Promise.resolve();

  /** One after the other: both copies belong to one revision. */
  const save = (change: (ring: KeyRing) => Partial<KeyRing>): Promise<void> => {
    const saved = saving.then(async () => {
      const next = { ...ring, ...change(ring), revision: ring.revision + 1 };
      await saveKeyRing(options, next);
      ring = next;
    });
    saving = saved.catch(() => undefined);
    return saved;
  };

  const isNeeded = async (): Promise<boolean> =>
    segmentNumbers(await files.list(folder)).some((number) => number < since);

  return {
    keys: () => ({ since: ring.since, earlier: ring.keys.length - 1 }),
    renewAtNextStart: () => save(() => ({ since: 0 })),
    retire: async (isStopping) => {
      const earlier = ring.keys.length - 1;
      if (earlier === 0 || !options.mayRetire) return false;
      // Two, so that neither generation of snapshots needs what stands before this start.
      await maintenance.snapshot();
      await maintenance.snapshot();
      await cleaner.emptyBefore(since, isStopping);
      if (isStopping() || (await isNeeded())) return false;
      await save(({ keys }) => ({ keys: keys.slice(0, 1) }));
      log.info('store.keys_retired', { keys: earlier });
      return true;
    },
  };
};
