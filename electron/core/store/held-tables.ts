import type { BodyPlace } from './payload.ts';
import { TABLE_ROWS, type Table } from './table.ts';

export interface Entry {
  /** Deeply frozen. */
  readonly record: unknown;
  readonly body: BodyPlace | undefined;
}

/** An entry, or where it can be made from: TABLE_ROWS times the number of its table, plus its row. */
export type Slot = Entry | number;

interface HeldTable {
  readonly table: Table;
  /** Entries that somebody has asked for, by row. */
  readonly made: Map<number, Entry>;
  /** Rows that nothing has changed yet. */
  left: number;
}

/** Tables of which a row is still needed. A table without one is let go. */
export const createHeldTables = () => {
  const tables = new Map<number, HeldTable>();
  let next = 0;
  const held = (slot: number): HeldTable => {
    const found = tables.get(Math.floor(slot / TABLE_ROWS));
    if (!found) throw new Error('a row of a table that was let go');
    return found;
  };
  const entry = (slot: number): Entry => {
    const { table, made } = held(slot);
    const row = slot % TABLE_ROWS;
    return made.get(row) ?? { record: table.record(row), body: table.body(row) };
  };
  return {
    /** Slot of the table's first row. */
    add: (table: Table): number => {
      const number = next;
      next += 1;
      tables.set(number, { table, made: new Map(), left: table.ids.length });
      return number * TABLE_ROWS;
    },
    held,
    letGo: (slot: number): void => {
      const found = held(slot);
      found.left -= 1;
      if (found.left === 0) tables.delete(Math.floor(slot / TABLE_ROWS));
    },
    /** In passing: it is not kept. */
    entry,
    /** The same each time. */
    keptEntry: (slot: number): Entry => {
      const made = entry(slot);
      held(slot).made.set(slot % TABLE_ROWS, made);
      return made;
    },
    /** The table of a slot if nothing of it has changed. */
    whole: (slot: number): Table | undefined => {
      const { table, left } = held(slot);
      return left === table.ids.length ? table : undefined;
    },
    bodyOf: (slot: number): BodyPlace | undefined => held(slot).table.body(slot % TABLE_ROWS),
  };
};

type HeldTables = ReturnType<typeof createHeldTables>;

/** Reads some fields of slots; those of one table come one after the other, so its columns are found once. */
export const createPicker = (tables: HeldTables, fields: readonly string[]) => {
  const blank = Object.fromEntries(fields.map((field) => [field, undefined as unknown]));
  let current: HeldTable | undefined;
  let readers: readonly ((row: number) => unknown)[] = [];
  return (slot: Slot): Record<string, unknown> => {
    const picked = { ...blank };
    if (typeof slot !== 'number') {
      const record = slot.record as Record<string, unknown>;
      for (const field of fields) picked[field] = record[field];
      return picked;
    }
    const held = tables.held(slot);
    if (held !== current) {
      current = held;
      readers = fields.map((field) => held.table.field(field));
    }
    const row = slot % TABLE_ROWS;
    for (let index = 0; index < fields.length; index += 1)
      picked[fields[index] ?? ''] = readers[index]?.(row);
    return picked;
  };
};
