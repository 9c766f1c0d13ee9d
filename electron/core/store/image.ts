import type { BodyPlace } from './payload.ts';

export interface Entry {
  /** Deeply frozen. */
  readonly record: unknown;
  readonly body: BodyPlace | undefined;
}

/** The durable state in memory: all records, and where their bodies are. */
export interface Image {
  collection(name: string): ReadonlyMap<string, Entry>;
  names(): readonly string[];
  /** `body` "keep" leaves the place of an earlier body as it is. */
  readonly put: (
    collection: string,
    id: string,
    record: unknown,
    body: BodyPlace | 'keep' | undefined,
  ) => void;
  remove(collection: string, id: string): void;
  /** Bytes of lines in this segment whose bodies are still needed. */
  liveBytes(segment: number): number;
  count(): number;
}

/** Freezes a record and all in it. */
export const freeze = <T>(value: T): T => {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const key in value) if (typeof value[key] === 'object') freeze(value[key]);
  return Object.freeze(value);
};

export const createImage = (): Image => {
  const collections = new Map<string, Map<string, Entry>>();
  const live = new Map<number, number>();

  const map = (name: string): Map<string, Entry> => {
    const existing = collections.get(name);
    if (existing) return existing;
    const created = new Map<string, Entry>();
    collections.set(name, created);
    return created;
  };
  const account = (body: BodyPlace | undefined, sign: 1 | -1): void => {
    if (body) live.set(body.segment, (live.get(body.segment) ?? 0) + sign * body.length);
  };

  return {
    collection: map,
    names: () => [...collections.keys()],
    put: (collection, id, record, body) => {
      const records = map(collection);
      const earlier = records.get(id)?.body;
      const place = body === 'keep' ? earlier : body;
      if (place !== earlier) {
        account(earlier, -1);
        account(place, 1);
      }
      records.set(id, { record: freeze(record), body: place });
    },
    remove: (collection, id) => {
      const records = map(collection);
      account(records.get(id)?.body, -1);
      records.delete(id);
    },
    liveBytes: (segment) => live.get(segment) ?? 0,
    count: () => [...collections.values()].reduce((sum, records) => sum + records.size, 0),
  };
};
