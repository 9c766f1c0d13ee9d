/**
 * What a line says: JSON `[[collection, id, record|null, body?], …]`, then, when there are bodies, a
 * line end and their JSON texts one after the other. In a journal line the fourth element is the
 * body's length in bytes; in a snapshot line of format 1 it is where the body stands: `[segment,
 * offset, length, start, size]`. A missing fourth element means that an earlier body stays (journal)
 * or that there is none (snapshot). Since format 2 a snapshot holds tables instead; see table.ts.
 */

/** Where a body is: a line (segment, byte offset, byte length) and a range of its opened payload. */
export interface BodyPlace {
  readonly segment: number;
  readonly offset: number;
  readonly length: number;
  readonly start: number;
  readonly size: number;
}

/** No two bodies ever stand at one place. */
export const isSamePlace = (one: BodyPlace | undefined, other: BodyPlace | undefined): boolean =>
  one?.segment === other?.segment && one?.offset === other?.offset && one?.start === other?.start;

/** Collections of the journal's own; no collection of records begins with "#". */
export const SCHEMA = '#schema';
export const VOID = '#void';

/** A change that is about to be written. */
export interface Operation {
  readonly collection: string;
  readonly id: string;
  /** JSON of the record; undefined deletes it. */
  readonly text: string | undefined;
  /** JSON of the body; undefined leaves an earlier one in place. */
  readonly body?: string | undefined;
}

export type PlainBody = Pick<BodyPlace, 'start' | 'size'>;

export interface EncodedPayload {
  readonly plain: Buffer;
  /** For each operation where its body stands in `plain`. */
  readonly bodies: readonly (PlainBody | undefined)[];
}

const encodeOperation = (operation: Operation, extra: string): string =>
  `[${JSON.stringify(operation.collection)},${JSON.stringify(operation.id)},${operation.text ?? 'null'}${extra}]`;

const encodeWithoutBodies = (operations: readonly Operation[]): EncodedPayload => ({
  plain: Buffer.from(`[${operations.map((operation) => encodeOperation(operation, '')).join()}]`),
  bodies: operations.map(() => undefined),
});

export const encodePayload = (operations: readonly Operation[]): EncodedPayload => {
  if (operations.every((operation) => operation.body === undefined))
    return encodeWithoutBodies(operations);
  const sizes = operations.map(({ body }) =>
    body === undefined ? undefined : Buffer.byteLength(body),
  );
  const head = `[${operations
    .map((operation, index) =>
      encodeOperation(operation, sizes[index] === undefined ? '' : `,${sizes[index]}`),
    )
    .join()}]\n`;
  let at = Buffer.byteLength(head);
  const bodies = sizes.map((size) => {
    if (size === undefined) return undefined;
    at += size;
    return { start: at - size, size };
  });
  return { plain: Buffer.from(head + operations.map(({ body }) => body ?? '').join('')), bodies };
};

/** A change that was read. */
export interface ReadOperation {
  readonly collection: string;
  readonly id: string;
  /** Parsed; undefined deletes it. */
  readonly record: unknown;
  readonly body: PlainBody | undefined;
}

const NEWLINE = 0x0a;

export type RawOperation = [
  collection: string,
  id: string,
  record: unknown,
  extra?: number | number[],
];

const parseHead = (plain: Buffer): { raw: RawOperation[]; bodiesAt: number } => {
  const newline = plain.indexOf(NEWLINE);
  const headEnd = newline < 0 ? plain.length : newline;
  // The tag proved that this very program wrote it.
  const raw = JSON.parse(plain.toString('utf8', 0, headEnd)) as RawOperation[];
  return { raw, bodiesAt: headEnd + 1 };
};

export const decodePayload = (plain: Buffer): ReadOperation[] => {
  const { raw, bodiesAt } = parseHead(plain);
  let at = bodiesAt;
  return raw.map(([collection, id, record, extra]) => {
    const size = typeof extra === 'number' ? extra : undefined;
    const body = size === undefined ? undefined : { start: at, size };
    at += size ?? 0;
    return { collection, id, record: record ?? undefined, body };
  });
};

export type TakeRow = (
  collection: string,
  id: string,
  record: unknown,
  body: BodyPlace | undefined,
) => void;

/** Gives each row of a line of format 1 to `take`. */
export const takeRows = (rows: readonly RawOperation[], take: TakeRow): void => {
  for (const [collection, id, record, extra] of rows) {
    if (!Array.isArray(extra)) {
      take(collection, id, record, undefined);
      continue;
    }
    const [segment = 0, offset = 0, length = 0, start = 0, size = 0] = extra;
    take(collection, id, record, { segment, offset, length, start, size });
  }
};

export const readBodyText = (plain: Buffer, { start, size }: PlainBody): string =>
  JSON.parse(plain.toString('utf8', start, start + size)) as string;
