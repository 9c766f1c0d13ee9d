import type { Image } from './image.ts';
import { StoreOpenError } from './open-error.ts';

/** Records of any shape, as an older program wrote them. */
export interface MigrationDraft {
  entries(collection: string): readonly (readonly [id: string, record: unknown])[];
  /** Replaces a record, or makes one; a body beside it stays. */
  set(collection: string, id: string, record: unknown): void;
  delete(collection: string, id: string): void;
}

/**
 * One step from schema `to - 1` to `to`. The journal keeps only the fact that the step was taken,
 * and every recovery takes it again: `change` must depend on the records alone, and must stay in
 * the program for ever.
 */
export interface Migration {
  readonly to: number;
  readonly change: (draft: MigrationDraft) => void;
}

const draftOf = (image: Image): MigrationDraft => ({
  entries: (collection) =>
    [...image.entries(collection)].map(([id, { record }]) => [id, record] as const),
  set: (collection, id, record) =>
    image.put(collection, id, JSON.parse(JSON.stringify(record)), 'keep'),
  delete: (collection, id) => image.remove(collection, id),
});

export interface Schema {
  /** What the records of this program look like. */
  readonly version: number;
  readonly migrations: readonly Migration[];
}

/** Brings the records from one schema to another, step by step. Schema 0 is a store without records yet. */
export const migrate = (image: Image, from: number, to: number, schema: Schema): void => {
  const highest = Math.max(from, to);
  if (highest > schema.version)
    throw new StoreOpenError('written_by_newer', {
      detail: `records of schema ${highest}, this program knows ${schema.version}`,
    });
  for (let version = from === 0 ? to + 1 : from + 1; version <= to; version += 1) {
    const step = schema.migrations.find((migration) => migration.to === version);
    if (!step) throw new Error(`no migration to schema ${version}`);
    step.change(draftOf(image));
  }
};
