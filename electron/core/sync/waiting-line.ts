import { byPlace, type Queued } from './outbox-states.ts';

/**
 * The ids that are to be sent, in order of their places, with the bytes of their seals: an index in memory over the
 * durable outbox, so that the next batch is found without a walk through all records.
 */
export interface WaitingLine {
  readonly size: number;
  /** At its place, unless it is there already. */
  add(queued: Queued): void;
  remove(id: string): void;
  /** Passed over until `letGo`, but keeps its place. */
  hold(id: string): void;
  letGo(id: string): void;
  /** Passed over until this moment of the monotonic clock. */
  postpone(id: string, until: number): void;
  /** Those that may go now, first come first. */
  ready(now: number): IterableIterator<Queued>;
  /** Milliseconds until one more may go; undefined when none is postponed. */
  nextIn(now: number): number | undefined;
}

export const createWaitingLine = (): WaitingLine => {
  let line = new Map<string, Queued>();
  let last: Queued | undefined;
  let inOrder = true;
  const held = new Set<string>();
  const postponed = new Map<string, number>();

  /** What comes back to the line has its place among the others; that is rare, and then many come. */
  const sort = (): void => {
    if (inOrder) return;
    const sorted = [...line.values()].sort(byPlace);
    line = new Map(sorted.map((queued) => [queued.id, queued]));
    last = sorted.at(-1);
    inOrder = true;
  };

  function* ready(now: number): IterableIterator<Queued> {
    sort();
    for (const [id, queued] of line)
      if (!held.has(id) && (postponed.get(id) ?? -Infinity) <= now) yield queued;
  }

  return {
    get size() {
      return line.size;
    },
    add: (queued) => {
      if (line.has(queued.id)) return;
      inOrder &&= last === undefined || byPlace(last, queued) < 0;
      last = queued;
      line.set(queued.id, queued);
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
