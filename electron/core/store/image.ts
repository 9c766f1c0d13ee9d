import { freeze } from './freeze.ts';
import { createHeldTables, createPicker, type Entry, type Slot } from './held-tables.ts';
import type { BodyPlace } from './payload.ts';
import { createTable, TABLE_ROWS, type Table, type TableRow } from './table.ts';

/** The durable state in memory: all records, and where their bodies are. */
export interface Image {
  names(): readonly string[];
  size(collection: string): number;
  has(collection: string, id: string): boolean;
  /** The same entry each time, until the record changes. */
  get(collection: string, id: string): Entry | undefined;
  /** Where a body stands, without making the entry. */
  bodyOf(collection: string, id: string): BodyPlace | undefined;
  ids(collection: string): IterableIterator<string>;
  /** All entries in passing: what is not asked for by id is made for the moment. Changes may go on meanwhile. */
  entries(collection: string): IterableIterator<[id: string, entry: Entry]>;
  /** Some fields of all records, in objects of their own, without making the records. */
  scan(
    collection: string,
    fields: readonly string[],
  ): IterableIterator<[id: string, picked: Record<string, unknown>]>;
  /** `body` "keep" leaves the place of an earlier body as it is. */
  readonly put: (
    collection: string,
    id: string,
    record: unknown,
    body: BodyPlace | 'keep' | undefined,
  ) => void;
  /** Takes all rows of a table; records are made of them when somebody asks. */
  readonly putTable: (table: Table) => void;
  /**
   * All records as tables, for a snapshot: those that nothing has changed as they are, the others
   * anew, of about so many bytes; these stay in memory as tables, too. Changes may go on meanwhile: a
   * record that was changed after its table was handed out comes again, or does not come.
   */
  tables(bytes: number): IterableIterator<Table>;
  remove(collection: string, id: string): void;
  /** Bytes of lines in this segment whose bodies are still needed. */
  liveBytes(segment: number): number;
  count(): number;
}

/** About how long the JSON of a value is. */
const weigh = (value: unknown): number => {
  if (typeof value === 'string') return value.length + 3;
  if (typeof value !== 'object' || value === null) return 8;
  return Object.values(value).reduce((sum: number, part) => sum + weigh(part), 2);
};

/** A table shorter than this share of a line is put together with its neighbours. */
const WORTH_KEEPING = 0.5;

export const createImage = (): Image => {
  const collections = new Map<string, Map<string, Slot>>();
  const tables = createHeldTables();
  const live = new Map<number, number>();

  const map = (name: string): Map<string, Slot> => {
    const existing = collections.get(name);
    if (existing) return existing;
    const created = new Map<string, Slot>();
    collections.set(name, created);
    return created;
  };
  const bodyIn = (slot: Slot | undefined): BodyPlace | undefined =>
    typeof slot === 'number' ? tables.bodyOf(slot) : slot?.body;
  const account = (segment: number, bytes: number): void => {
    live.set(segment, (live.get(segment) ?? 0) + bytes);
  };
  /** What stood in a slot is not needed any more. */
  const drop = (slot: Slot | undefined): void => {
    const body = bodyIn(slot);
    if (body) account(body.segment, -body.length);
    if (typeof slot === 'number') tables.letGo(slot);
  };

  /** Rows of one collection as one table, in memory too. They are as they were read in this very turn. */
  const pack = (collection: string, rows: readonly TableRow[]): Table => {
    const table = createTable(collection, rows);
    const records = map(collection);
    const first = tables.add(table);
    rows.forEach(({ id }, row) => {
      const slot = records.get(id);
      if (typeof slot === 'number') tables.letGo(slot);
      records.set(id, first + row);
    });
    return table;
  };

  function* packed(collection: string, bytes: number): IterableIterator<Table> {
    const done = new Set<Table>();
    let rows: TableRow[] = [];
    let length = 0;
    let left = map(collection).size; // records that are added meanwhile come last
    const takeRows = (): Table => {
      const table = pack(collection, rows);
      done.add(table);
      rows = [];
      length = 0;
      return table;
    };
    for (const [id, slot] of map(collection)) {
      if (left === 0) break;
      left -= 1;
      const whole = typeof slot === 'number' ? tables.whole(slot) : undefined;
      if (whole && done.has(whole)) continue;
      if (whole && whole.plain.length > bytes * WORTH_KEEPING) {
        if (rows.length > 0) yield takeRows();
        done.add(whole);
        yield whole;
        continue;
      }
      const { record, body } = typeof slot === 'number' ? tables.entry(slot) : slot;
      rows.push({ id, record, body });
      length += id.length + weigh(record);
      if (length >= bytes || rows.length === TABLE_ROWS) yield takeRows();
    }
    if (rows.length > 0) yield takeRows();
  }

  return {
    names: () => [...collections.keys()],
    size: (collection) => map(collection).size,
    has: (collection, id) => map(collection).has(id),
    get: (collection, id) => {
      const slot = map(collection).get(id);
      return typeof slot === 'number' ? tables.keptEntry(slot) : slot;
    },
    bodyOf: (collection, id) => bodyIn(map(collection).get(id)),
    ids: (collection) => map(collection).keys(),
    *entries(collection) {
      for (const [id, slot] of map(collection))
        yield [id, typeof slot === 'number' ? tables.entry(slot) : slot];
    },
    *scan(collection, fields) {
      const pick = createPicker(tables, fields);
      for (const [id, slot] of map(collection)) yield [id, pick(slot)];
    },
    put: (collection, id, record, body) => {
      const records = map(collection);
      const earlier = records.get(id);
      const place = body === 'keep' ? bodyIn(earlier) : body;
      drop(earlier);
      if (place) account(place.segment, place.length);
      records.set(id, { record: freeze(record), body: place });
    },
    putTable: (table) => {
      const records = map(table.collection);
      const first = tables.add(table);
      for (const [segment, bytes] of table.weights) account(segment, bytes);
      table.ids.forEach((id, row) => {
        const earlier = records.get(id);
        if (earlier !== undefined) drop(earlier);
        records.set(id, first + row);
      });
    },
    *tables(bytes) {
      for (const name of [...collections.keys()]) yield* packed(name, bytes);
    },
    remove: (collection, id) => {
      const records = map(collection);
      drop(records.get(id));
      records.delete(id);
    },
    liveBytes: (segment) => live.get(segment) ?? 0,
    count: () => [...collections.values()].reduce((sum, records) => sum + records.size, 0),
  };
};
