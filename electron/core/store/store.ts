import type { CollectionName, Collections } from './records.ts';

/** Reading and writing one collection inside `update`; writes are seen by others once they are durable. */
export interface CollectionWriter<R> {
  get(id: string): R | undefined;
  /** `body` is kept on disk only, beside the record, replaced or dropped together with it. Left out: an earlier body stays. */
  set(id: string, record: R, body?: string): void;
  delete(id: string): void;
}

/** Fields that hold no object. */
export type PlainField<R> = {
  [F in keyof R]-?: NonNullable<R[F]> extends string | number | boolean ? F : never;
}[keyof R] &
  string;

/** Reading a collection: always the durable state. Records are frozen. */
export interface CollectionReader<R> {
  readonly size: number;
  get(id: string): R | undefined;
  entries(): IterableIterator<[string, R]>;
  /** Some plain fields of all records, without making the records: for whoever looks at a hundred thousand of them. */
  scan<F extends PlainField<R>>(
    fields: readonly F[],
  ): IterableIterator<[id: string, picked: Pick<R, F>]>;
}

export type StoreReader = { readonly [C in CollectionName]: CollectionReader<Collections[C]> };
export type StoreWriter = { readonly [C in CollectionName]: CollectionWriter<Collections[C]> };

export interface StoreHealth {
  /** Damage to acknowledged data was found and put in quarantine: staff must know. */
  readonly damaged: boolean;
  /** False while the disk is full or a write failed and the journal could not be reopened. */
  readonly canSave: boolean;
}

/** Ranges of acknowledged data that could not be read, by whether staff have acknowledged them. */
export interface DamageCount {
  readonly unseen: number;
  readonly seen: number;
}

/** What a technician may do about damage. */
export interface StoreDamage {
  damage(): DamageCount;
  /** Ends the alarm about what was found so far; copies stay. Rejects with `StoreError`. */
  acknowledgeDamage(): Promise<void>;
}

/** What a technician may do about the keys that seal the data. */
export interface StoreKeys {
  /** When the key that seals was made, milliseconds since 1970 (0: not known, or the next start makes one), and how many earlier ones something still needs. */
  readonly keys: () => { readonly since: number; readonly earlier: number };
  /** The next start seals with a new key, and forgets this one when nothing needs it any more. Durable when it resolves. */
  readonly renewAtNextStart: () => Promise<void>;
}

/** Why an update was not made. Nothing of it is on disk or in memory then. */
export type StoreFault = 'storage_full' | 'storage_failed';

export class StoreError extends Error {
  override readonly name = 'StoreError';
  constructor(
    readonly fault: StoreFault,
    options?: ErrorOptions,
  ) {
    super(fault, options);
  }
}

export interface Store {
  readonly data: StoreReader;
  /**
   * One atomic change over any collections: all of it is durable when the promise resolves, none of
   * it happened when it rejects (`StoreError`, or whatever `change` threw). `urgent` may use the
   * disk reserve: receipts and staff work go on when the disk is too full for new submissions.
   */
  update(change: (data: StoreWriter) => void, options?: { urgent?: boolean }): Promise<void>;
  /** The body that was set beside a record; undefined when there is none. */
  readonly readBody: (collection: CollectionName, id: string) => Promise<string | undefined>;
  health(): StoreHealth;
  close(): Promise<void>;
}
