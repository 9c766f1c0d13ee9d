/**
 * The ids that are to be sent, in order, with the bytes of their seals: an index in memory over the
 * durable outbox, so that the next batch is found without a walk through all records.
 */
export interface WaitingLine {
  readonly size: number;
  /** At the end, unless it is there already. */
  add(id: string, bytes: number): void;
  remove(id: string): void;
  /** Passed over until `letGo`, but keeps its place. */
  hold(id: string): void;
  letGo(id: string): void;
  /** Passed over until this moment of the monotonic clock. */
  postpone(id: string, until: number): void;
  /** Those that may go now, first come first. */
  ready(now: number): IterableIterator<Waiting>;
  /** Milliseconds until one more may go; undefined when none is postponed. */
  nextIn(now: number): number | undefined;
}

export interface Waiting {
  readonly id: string;
  readonly bytes: number;
}

export const createWaitingLine = (): WaitingLine => {
  /** Bytes by id. */
  const line = new Map<string, number>();
  const held = new Set<string>();
  const postponed = new Map<string, number>();

  function* ready(now: number): IterableIterator<Waiting> {
    for (const [id, bytes] of line) {
      if (held.has(id) || (postponed.get(id) ?? -Infinity) > now) continue;
      yield { id, bytes };
    }
  }

  return {
    get size() {
      return line.size;
    },
    add: (id, bytes) => {
      if (!line.has(id)) line.set(id, bytes);
    },
    remove: (id) => {
      line.delete(id);
      held.delete(id);
      postponed.delete(id);
    },
    hold: (id) => held.add(id),
    letGo: (id) => held.delete(id),
    postpone: (id, until) => postponed.set(id, until),
    ready,
    nextIn: (now) => {
      const later = [...postponed.values()].filter((until) => until > now);
      return later.length === 0 ? undefined : Math.min(...later) - now;
    },
  };
};
