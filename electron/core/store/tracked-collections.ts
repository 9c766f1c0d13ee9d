import { COLLECTION_NAMES } from './collection-names.ts';
import { freeze } from './freeze.ts';
import type { Image } from './image.ts';
import type { Journal } from './journal.ts';
import type { Operation } from './payload.ts';
import type { CollectionName } from './records.ts';
import type { CollectionReader, CollectionWriter, StoreReader, StoreWriter } from './store.ts';

/** A change inside an update: the record as it will be, undefined when it is deleted. */
interface Staged extends Operation {
  readonly record: unknown;
  /** Deleted and made anew in one update: an earlier body must not come back with it. */
  readonly anew?: boolean;
}

/** A change on its way to the disk. */
interface InFlight {
  readonly ticket: number;
  readonly record: unknown;
}

export interface TrackedCollections {
  /** The durable state. */
  readonly reader: StoreReader;
  /** What lowdb hands to an update; works only while one runs. */
  readonly writer: StoreWriter;
  /** Runs the synchronous part of an update; changes of one that throws are dropped. */
  stage(change: (data: StoreWriter) => void, data: StoreWriter): void;
  /** Sends what was staged to the journal as one line; resolves when it is durable and in memory. */
  drain(urgent: boolean): Promise<void>;
  /** True while a change of this record is on its way to the disk. */
  readonly isChanging: (collection: string, id: string) => boolean;
}

const keyOf = (collection: string, id: string): string => `${collection}\0${id}`;

/** `record` as it will come back from the disk. */
const serialise = (record: unknown): { text: string; record: unknown } => {
  const text = JSON.stringify(record) as string | undefined;
  if (text?.startsWith('{') !== true) throw new TypeError('a record must be an object');
  return { text, record: freeze(JSON.parse(text)) };
};

const deletion = (collection: string, id: string): Staged => ({
  collection,
  id,
  text: undefined,
  record: undefined,
});

const createReader = (image: Image, name: CollectionName): CollectionReader<unknown> => ({
  get size() {
    return image.size(name);
  },
  get: (id) => image.get(name, id)?.record,
  *entries() {
    for (const [id, { record }] of image.entries(name)) yield [id, record];
  },
  scan: (fields) => image.scan(name, fields),
});

const forAll = <T>(create: (name: CollectionName) => T): Record<CollectionName, T> =>
  Object.fromEntries(COLLECTION_NAMES.map((name) => [name, create(name)])) as Record<
    CollectionName,
    T
  >;

/**
 * Collections whose changes are collected, written as one line and only then seen. Inside an
 * update a record is read as the updates before it leave it, durable or not, so that two updates
 * at once never both build on the same old state; from outside only what is durable is seen.
 */
export const createTrackedCollections = (image: Image, journal: Journal): TrackedCollections => {
  const inFlight = new Map<string, InFlight>();
  let staged: Map<string, Staged> | undefined;
  let ready: readonly Staged[] = [];
  let after = 0;

  const stagedNow = (): Map<string, Staged> => {
    if (!staged) throw new Error('collections are changed inside update only');
    return staged;
  };
  const buildOn = (key: string): InFlight | undefined => {
    const earlier = inFlight.get(key);
    if (earlier) after = Math.max(after, earlier.ticket);
    return earlier;
  };

  const createWriter = (name: CollectionName): CollectionWriter<unknown> => ({
    get: (id) => {
      const key = keyOf(name, id);
      const own = stagedNow().get(key);
      if (own) return own.record;
      const earlier = buildOn(key);
      return earlier ? earlier.record : image.get(name, id)?.record;
    },
    set: (id, value, body) => {
      const key = keyOf(name, id);
      const { text, record } = serialise(value);
      const changes = stagedNow();
      // Without a body of its own it keeps the one of a change that may still be on its way.
      if (body === undefined) buildOn(key);
      const own = changes.get(key);
      const bodyText = body === undefined ? own?.body : JSON.stringify(body);
      const anew = own !== undefined && (own.text === undefined || own.anew === true);
      changes.set(key, { collection: name, id, text, record, body: bodyText, anew });
    },
    delete: (id) => {
      stagedNow().set(keyOf(name, id), deletion(name, id));
    },
  });

  const forget = (keys: readonly string[], ticket: number): void => {
    for (const key of keys) if (inFlight.get(key)?.ticket === ticket) inFlight.delete(key);
  };

  const send = async (changes: readonly Staged[], urgent: boolean): Promise<void> => {
    const keys = changes.map(({ collection, id }) => keyOf(collection, id));
    const { ticket, done } = journal.append({
      operations: changes,
      urgent,
      after,
      onFailed: () => forget(keys, ticket),
      onDurable: (places) => {
        changes.forEach(({ collection, id, record }, index) => {
          if (record === undefined) image.remove(collection, id);
          else image.put(collection, id, record, places[index] ?? 'keep');
        });
        forget(keys, ticket);
      },
    });
    changes.forEach(({ record }, index) => inFlight.set(keys[index] ?? '', { ticket, record }));
    await done;
  };

  return {
    isChanging: (collection, id) => inFlight.has(keyOf(collection, id)),
    // The collections of a record type are made by name; each holds only what its writer was given.
    reader: forAll((name) => createReader(image, name)) as StoreReader,
    writer: forAll(createWriter) as StoreWriter,
    stage: (change, data) => {
      if (staged) throw new Error('an update cannot begin inside another');
      staged = new Map();
      after = 0;
      try {
        change(data);
        ready = [...staged.values()].flatMap((each) =>
          each.anew === true ? [deletion(each.collection, each.id), each] : [each],
        );
      } finally {
        staged = undefined;
      }
    },
    drain: async (urgent) => {
      const changes = ready;
      ready = [];
      if (changes.length > 0) await send(changes, urgent);
    },
  };
};
