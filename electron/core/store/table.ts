import { freeze } from './freeze.ts';
import type { BodyPlace } from './payload.ts';

/**
 * Rows of one collection, field by field: what a line of a snapshot says, and how records stay in
 * memory until somebody asks for one. It is JSON of a `TableHead`, a line end, then the JSON texts of
 * the columns one after the other. The line is opened and checked as a whole; a column is parsed when
 * it is needed. A hundred thousand records that are made at the start cost most of its time, and are
 * then looked at a few at a time.
 */
interface TableHead {
  readonly collection: string;
  readonly ids: readonly string[];
  /** Fields of the rows, with the bytes of their columns, in the order of these. */
  readonly fields: readonly (readonly [name: string, bytes: number])[];
  /** Which fields a row has, in its own order, as indices into `fields`. */
  readonly shapes: readonly (readonly number[])[];
  /** Bytes of the last column: where the bodies stand. 0 when no row has one. */
  readonly bodies: number;
  /** By segment, how many bytes of lines the bodies stand in. */
  readonly weights: readonly (readonly [segment: number, bytes: number])[];
  /** The shape of each row. */
  readonly shapeOf: Column;
}

/** For each row its value, anything where a row does not have the field; `all` when every row has the same. */
type Column = readonly unknown[] | { readonly all: unknown };

export interface TableRow {
  readonly id: string;
  readonly record: unknown;
  readonly body: BodyPlace | undefined;
}

/** Rows of a table at most, so that a place in a table can be written as one small number. */
export const TABLE_ROWS = 4096;

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);
const isPlain = (value: unknown): boolean => typeof value !== 'object' || value === null;

const pack = (values: readonly unknown[]): Column => {
  const [first] = values;
  return isPlain(first) && values.every((value) => value === first) ? { all: first } : values;
};

const valueAt = (column: Column | undefined, row: number): unknown =>
  isList(column) ? column[row] : column?.all;

/** Fields and shapes of records, each numbered as it turns up. */
const findShapes = (rows: readonly TableRow[]) => {
  const fields = new Map<string, number>();
  const shapes = new Map<string, { number: number; fields: readonly number[] }>();
  const numberOf = (field: string): number => {
    const known = fields.get(field) ?? fields.size;
    fields.set(field, known);
    return known;
  };
  const shapeOf = rows.map(({ record }) => {
    const numbers = Object.keys(record as object).map(numberOf);
    const name = numbers.join();
    const shape = shapes.get(name) ?? { number: shapes.size, fields: numbers };
    shapes.set(name, shape);
    return shape.number;
  });
  return {
    fields: [...fields.keys()],
    shapes: [...shapes.values()].map((shape) => shape.fields),
    shapeOf: pack(shapeOf),
  };
};

const fieldOf = ({ record }: TableRow, field: string): unknown =>
  Object.hasOwn(record as object, field) ? (record as Record<string, unknown>)[field] : 0;

/** Columns of a column: a segment of 0 says that the row has no body. */
const BODY_FIELDS = ['segment', 'offset', 'length', 'start', 'size'] as const;

const encodeBodies = (rows: readonly TableRow[]): string =>
  rows.some(({ body }) => body)
    ? JSON.stringify(
        BODY_FIELDS.map((field) => pack(rows.map(({ body }) => (body ? body[field] : 0)))),
      )
    : '';

const weightsOf = (rows: readonly TableRow[]): [segment: number, bytes: number][] => {
  const weights = new Map<number, number>();
  for (const { body } of rows)
    if (body) weights.set(body.segment, (weights.get(body.segment) ?? 0) + body.length);
  return [...weights];
};

/** A table of these rows: TABLE_ROWS at most, and not none. */
export const createTable = (collection: string, rows: readonly TableRow[]): Table => {
  const { fields, shapes, shapeOf } = findShapes(rows);
  const columns = fields.map((field) =>
    JSON.stringify(pack(rows.map((row) => fieldOf(row, field)))),
  );
  const bodies = encodeBodies(rows);
  const head: TableHead = {
    collection,
    ids: rows.map(({ id }) => id),
    fields: fields.map((field, index) => [field, Buffer.byteLength(columns[index] ?? '')]),
    shapes,
    bodies: Buffer.byteLength(bodies),
    weights: weightsOf(rows),
    shapeOf,
  };
  const text = JSON.stringify(head);
  const plain = Buffer.from(`${text}\n${columns.join('')}${bodies}`);
  return openTable(head, plain, Buffer.byteLength(text) + 1);
};

const NEWLINE = 0x0a;

/** What the line of a snapshot says if it is a table; nothing else in a snapshot has a second line. */
export const parseTable = (plain: Buffer): Table | undefined => {
  const end = plain.indexOf(NEWLINE);
  if (end < 0) return undefined;
  return openTable(JSON.parse(plain.toString('utf8', 0, end)) as TableHead, plain, end + 1);
};

/** Rows are numbered from 0. */
export interface Table {
  /** What a line of a snapshot says. */
  readonly plain: Buffer;
  readonly collection: string;
  readonly ids: readonly string[];
  readonly weights: TableHead['weights'];
  /** The record of a row, frozen, made anew each time. */
  readonly record: (row: number) => unknown;
  /** Where the body of a row stands, made anew each time. */
  readonly body: (row: number) => BodyPlace | undefined;
  /** How to read one field; undefined where a row does not have it. */
  readonly field: (name: string) => (row: number) => unknown;
}

/** Reads columns when they are asked for, each once. */
const createColumns = (texts: Buffer, sizes: readonly number[]) => {
  const columns: unknown[] = [];
  return (number: number): unknown => {
    const start = sizes.slice(0, number).reduce((sum, size) => sum + size, 0);
    columns[number] ??= JSON.parse(
      texts.toString('utf8', start, start + (sizes[number] ?? 0)),
    ) as unknown;
    return columns[number];
  };
};

/** A copy of a record with all its fields is made faster than one that grows field by field. */
const blankOf = (names: readonly string[]): Record<string, unknown> =>
  JSON.parse(`{${names.map((name) => `${JSON.stringify(name)}:0`).join()}}`) as Record<
    string,
    unknown
  >;

/** `at`: where the columns begin. */
const openTable = (head: TableHead, plain: Buffer, at: number): Table => {
  const { collection, ids, weights, fields, shapes } = head;
  const column = createColumns(plain.subarray(at), [
    ...fields.map(([, bytes]) => bytes),
    head.bodies,
  ]);
  const shapeAt = (row: number): number => valueAt(head.shapeOf, row) as number;

  const createMaker = (numbers: readonly number[]) => {
    const names = numbers.map((number) => fields[number]?.[0] ?? '');
    const columns = numbers.map((number) => column(number) as Column);
    const blank = blankOf(names);
    return (row: number): unknown => {
      const record = { ...blank };
      for (let index = 0; index < names.length; index += 1)
        record[names[index] ?? ''] = valueAt(columns[index], row);
      return freeze(record);
    };
  };
  let makers: readonly ((row: number) => unknown)[] | undefined;

  return {
    plain,
    collection,
    ids,
    weights,
    record: (row) => {
      makers ??= shapes.map(createMaker);
      return makers[shapeAt(row)]?.(row);
    },
    body: (row) => {
      if (head.bodies === 0) return undefined;
      const places = column(fields.length) as readonly Column[];
      const [segments, offsets, lengths, starts, sizes] = places;
      const number = (numbers: Column | undefined): number => valueAt(numbers, row) as number;
      const segment = number(segments);
      if (segment === 0) return undefined;
      return {
        segment,
        offset: number(offsets),
        length: number(lengths),
        start: number(starts),
        size: number(sizes),
      };
    },
    field: (name) => {
      const number = fields.findIndex(([each]) => each === name);
      if (number < 0) return () => undefined;
      const values = column(number) as Column;
      const has = shapes.map((numbers) => numbers.includes(number));
      if (!has.includes(false)) return (row) => valueAt(values, row);
      return (row) => (has[shapeAt(row)] === true ? valueAt(values, row) : undefined);
    },
  };
};
