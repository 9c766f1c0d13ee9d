import { COLLECTION_NAMES } from '../../../electron/core/store/collection-names.ts';
import type { CollectionName, Collections } from '../../../electron/core/store/records.ts';
import {
  type CollectionReader,
  type CollectionWriter,
  type Store,
  type StoreDamage,
  type StoreKeys,
  StoreError,
  type StoreFault,
  type StoreReader,
  type StoreWriter,
} from '../../../electron/core/store/store.ts';

/** One value for each collection. */
const byName = <T>(make: (name: CollectionName) => T): Record<CollectionName, T> =>
  Object.fromEntries(COLLECTION_NAMES.map((name) => [name, make(name)])) as Record<
    CollectionName,
    T
  >;

interface Entry {
  readonly record: object;
  readonly body?: string;
}
type Disk = Readonly<Record<CollectionName, ReadonlyMap<string, Entry>>>;

export interface MemoryStore extends Store, StoreDamage, StoreKeys {
  /** The keys as the store tells of them. */
  setKeys(keys: ReturnType<StoreKeys['keys']>): void;
  /** Every later update fails so, until `undefined`; `urgentToo: false` spares the urgent ones, as the reserve does. */
  failWith(fault: StoreFault | undefined, options?: { urgentToo?: boolean }): void;
  /** Loses a body, as damage on the disk would. */
  loseBody(collection: CollectionName, id: string): void;
  /** Every later reading of a body fails so. */
  failReads(fault: StoreFault): void;
  /** Finds so many more damaged ranges. */
  addDamage(ranges: number): void;
  /** What a power cut at this moment leaves: a store of its own, with everything acknowledged. */
  afterPowerCut(): MemoryStore;
  /** All that is stored, as text, to search for what must not be there. */
  dump(): string;
  readonly updates: number;
}

const emptyDisk = (): Disk => byName(() => new Map<string, Entry>());

/** The store's interface in memory: atomic, frozen records, JSON in and out as on a disk. */
export const createMemoryStore = (initial: Disk = emptyDisk()): MemoryStore => {
  let disk = initial;
  let failure: { readonly fault: StoreFault; readonly urgentToo: boolean } | undefined;
  let unreadable: StoreFault | undefined;
  let queue: Promise<unknown> = Promise.resolve();
  let updates = 0;
  let damage = { unseen: 0, seen: 0 };
  let keys = { since: 1, earlier: 0 };

  const reader = <C extends CollectionName>(name: C): CollectionReader<Collections[C]> => ({
    get size() {
      return disk[name].size;
    },
    get: (id) => disk[name].get(id)?.record as Collections[C] | undefined,
    *entries() {
      for (const [id, { record }] of [...disk[name]]) yield [id, record as Collections[C]];
    },
    *scan(fields) {
      for (const [id, { record }] of [...disk[name]]) {
        const picked = fields.map((field) => [field, (record as Collections[C])[field]]);
        yield [id, Object.fromEntries(picked) as Pick<Collections[C], (typeof fields)[number]>];
      }
    },
  });

  const change = async (write: (data: StoreWriter) => void, urgent: boolean): Promise<void> => {
    const draft = byName((name) => new Map(disk[name]));
    write(byName((name) => writerOf(draft[name])) as unknown as StoreWriter);
    await Promise.resolve();
    if (failure !== undefined && (!urgent || failure.urgentToo))
      throw new StoreError(failure.fault);
    updates += 1;
    disk = draft;
  };

  const data = byName(reader) as unknown as StoreReader;
  return {
    data,
    update: (write, { urgent = false } = {}) => {
      const done = queue.then(() => change(write, urgent));
      queue = done.catch(() => undefined);
      return done;
    },
    readBody: (collection, id) =>
      unreadable === undefined
        ? Promise.resolve(disk[collection].get(id)?.body)
        : Promise.reject(new StoreError(unreadable)),
    health: () => ({ damaged: damage.unseen > 0, canSave: failure === undefined }),
    damage: () => damage,
    acknowledgeDamage: () => {
      if (failure?.urgentToo) return Promise.reject(new StoreError(failure.fault));
      damage = { unseen: 0, seen: damage.seen + damage.unseen };
      return Promise.resolve();
    },
    keys: () => keys,
    setKeys: (to) => {
      keys = to;
    },
    renewAtNextStart: () => {
      if (failure?.urgentToo) return Promise.reject(new StoreError(failure.fault));
      keys = { ...keys, since: 0 };
      return Promise.resolve();
    },
    addDamage: (ranges) => {
      damage = { ...damage, unseen: damage.unseen + ranges };
    },
    close: () => Promise.resolve(),
    failWith: (fault, { urgentToo = true } = {}) => {
      failure = fault && { fault, urgentToo };
    },
    loseBody: (collection, id) => {
      const entries = new Map(disk[collection]);
      const entry = entries.get(id);
      if (entry !== undefined) entries.set(id, { record: entry.record });
      disk = { ...disk, [collection]: entries };
    },
    failReads: (fault) => {
      unreadable = fault;
    },
    afterPowerCut: () => createMemoryStore(disk),
    dump: () => JSON.stringify(byName((name) => [...disk[name]])),
    get updates() {
      return updates;
    },
  };
};

const writerOf = <R extends object>(entries: Map<string, Entry>): CollectionWriter<R> => ({
  get: (id) => entries.get(id)?.record as R | undefined,
  set: (id, record, body) => {
    const kept = body ?? entries.get(id)?.body;
    entries.set(id, {
      record: frozen(JSON.parse(JSON.stringify(record)) as object),
      ...(kept !== undefined && { body: kept }),
    });
  },
  delete: (id) => entries.delete(id),
});

const frozen = <T>(value: T): T => {
  if (typeof value === 'object' && value !== null) {
    Object.freeze(value);
    for (const part of Object.values(value)) frozen(part);
  }
  return value;
};
