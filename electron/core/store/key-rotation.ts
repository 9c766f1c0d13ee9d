import { segmentNumbers } from './layout.ts';
import type { Cleaner } from './cleaner.ts';
import { drawKey, raiseFormat, saveKeyRing } from './key-ring.ts';
import type { FoundKeyRing, KeyRing, KeyRingPorts } from './key-ring.ts';
import type { Maintenance } from './maintenance.ts';
import type { StoreKeys } from './store.ts';

const DAY = 24 * 60 * 60 * 1000;
/** No clock that is right says less: one that has lost its time makes no keys by the calendar. */
const EARLIEST = Date.UTC(2026, 0, 1);

/** Within the two years of NIST SP 800-57 part 1, 5.3.6, for a key that seals data. */
const KEY_DAYS = 365;

interface RenewOptions extends KeyRingPorts {
  /** First segment that this start writes. */
  readonly first: number;
  /** This start writes lines of the one before once more, as they were sealed then. */
  readonly rewrites: boolean;
}

/** Its time is up, also when a clock far ahead had dated it; or a new one is wanted; or what protects the keys is another now. */
const isDue = ({ ring, wrappedEarlier }: FoundKeyRing, options: RenewOptions): boolean => {
  const now = options.clock.now();
  const isOld = now > EARLIEST && Math.abs(now - ring.since) > KEY_DAYS * DAY;
  return wrappedEarlier || ring.since === 0 || isOld;
};

const changeOf = (found: FoundKeyRing, options: RenewOptions): Partial<KeyRing> | undefined => {
  const { keys, from } = found.ring;
  const { clock, random, first, rewrites } = options;
  const sealedFrom = rewrites ? 0 : first;
  if (isDue(found, options))
    return { keys: [drawKey(random), ...keys], since: clock.now(), from: sealedFrom };
  return keys.length > 1 && from === 0 && !rewrites ? { from: sealedFrom } : undefined;
};

/**
 * The ring that a store goes on with: of this program's format, and with a new key where one is due.
 * The earlier ones still open. On the disk when it resolves. A disk that fails here costs a later day,
 * not the start, and no earlier key is retired by it.
 */
export const renewKeys = async (options: RenewOptions, found: FoundKeyRing): Promise<KeyRing> => {
  const ring = await raiseFormat(options, found.ring);
  const change = changeOf(found, options);
  if (change === undefined) return ring;
  const next = { ...ring, ...change, revision: ring.revision + 1 };
  try {
    await saveKeyRing(options, next);
  } catch (error) {
    options.log.error('store.key_not_added', { reason: String(error) });
    return { ...ring, from: 0 };
  }
  if (next.keys.length > ring.keys.length)
    options.log.info('store.key_added', { keys: next.keys.length });
  return next;
};

interface StoreKeysOptions extends KeyRingPorts {
  readonly ring: KeyRing;
  readonly cleaner: Pick<Cleaner, 'emptyBefore'>;
  readonly maintenance: Pick<Maintenance, 'snapshot'>;
  /** Damage that nobody has looked at: what an earlier key could still open is not given up. */
  readonly isDamaged: () => boolean;
}

/** The keys of an open store. */
export interface OpenedKeys extends StoreKeys {
  /**
   * Writes anew everything that earlier keys sealed, removes it, then forgets those keys. Answers
   * false when there is none, when something of theirs is still needed, or when `isStopping`; a later
   * start goes on. Rejects when the disk does.
   */
  retire(isStopping: () => boolean): Promise<boolean>;
  /** Waits for what is being written to the key files, and takes nothing more. */
  close(): Promise<void>;
}

export const createStoreKeys = (options: StoreKeysOptions): OpenedKeys => {
  const { cleaner, maintenance, files, folder, log } = options;
  let { ring } = options;
  let saving: Promise<void> = Promise.resolve();
  let closed = false;

  /** One after the other: both copies belong to one revision. */
  const save = (change: (ring: KeyRing) => Partial<KeyRing>): Promise<void> => {
    const saved = saving.then(async () => {
      if (closed) throw new Error('store is closed');
      const next = { ...ring, ...change(ring), revision: ring.revision + 1 };
      await saveKeyRing(options, next);
      ring = next;
    });
    saving = saved.catch(() => undefined);
    return saved;
  };

  const isNeeded = async (): Promise<boolean> =>
    segmentNumbers(await files.list(folder)).some((number) => number < ring.from);

  /** Whether nothing that an earlier key sealed is on the disk any more. */
  const sealAnew = async (isStopping: () => boolean): Promise<boolean> => {
    if (ring.from === 0 || options.isDamaged()) return false;
    // Two, so that neither generation of snapshots needs what stands before this start.
    await maintenance.snapshot();
    if (isStopping()) return false;
    await maintenance.snapshot();
    await cleaner.emptyBefore(ring.from, isStopping);
    return !isStopping() && !(await isNeeded());
  };

  return {
    keys: () => ({ since: ring.since, earlier: ring.keys.length - 1 }),
    renewAtNextStart: () => save(() => ({ since: 0 })),
    retire: async (isStopping) => {
      const earlier = ring.keys.length - 1;
      if (earlier === 0) return false;
      const done = await sealAnew(isStopping);
      if (done) await save(({ keys }) => ({ keys: keys.slice(0, 1) }));
      log.info(done ? 'store.keys_retired' : 'store.keys_kept', { keys: earlier });
      return done;
    },
    close: () => {
      closed = true;
      return saving;
    },
  };
};
