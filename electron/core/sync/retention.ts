import type { Store, StoreReader, StoreWriter } from '../store/store.ts';

const DAY = 24 * 60 * 60 * 1000;
/** A decided case can be opened offline for this long; afterwards the portal still has it. */
const KEEP_FINAL_DAYS = 180;
/** Records dropped in one change, so that a long-forgotten kiosk does not stop while it tidies up. */
const AT_ONCE = 500;

/**
 * Drops sealed copies that the portal has had, or staff gave up, `keepSentDays` ago, with the copies of
 * messages that went with them, and cases decided long ago. What the portal has not confirmed, or may have lost, stays. `now` must be the portal's time.
 */
export const dropExpired = async (
  store: Store,
  now: number,
  keepSentDays: number,
): Promise<number> => {
  const { data } = store;
  const oldest = now - keepSentDays * DAY;
  const sent = sentBefore(data, oldest);
  const cases = decidedBefore(data, now - KEEP_FINAL_DAYS * DAY);
  const gone = new Set(sent);
  // A citizen's words: the portal's own state tells them long since.
  const messages = [...data.messages.entries()].filter(
    ([id, { savedAt }]) => savedAt < oldest && (gone.has(id) || data.outbox.get(id) === undefined),
  );
  const drops = [
    ...sent.map((id) => (writer: StoreWriter) => writer.outbox.delete(id)),
    ...cases.map((id) => (writer: StoreWriter) => writer.cases.delete(id)),
    ...messages.map(
      ([id]) =>
        (writer: StoreWriter) =>
          writer.messages.delete(id),
    ),
  ];
  for (let start = 0; start < drops.length; start += AT_ONCE) {
    const part = drops.slice(start, start + AT_ONCE);
    await store.update((writer) => part.forEach((drop) => drop(writer)), { urgent: true });
  }
  return drops.length;
};

/** Copies of what the portal has, or staff gave up, since before this moment. */
const sentBefore = (data: StoreReader, oldest: number): readonly string[] => {
  const ids: string[] = [];
  const fields = ['state', 'reoffer', 'receivedAt', 'discardedAt'] as const;
  for (const [id, item] of data.outbox.scan(fields)) {
    const { state, reoffer, receivedAt, discardedAt } = item;
    const over =
      (state === 'received' && reoffer !== true && (receivedAt ?? Infinity) < oldest) ||
      (state === 'discarded' && (discardedAt ?? Infinity) < oldest);
    if (over) ids.push(id);
  }
  return ids;
};

const decidedBefore = (data: StoreReader, oldest: number): readonly string[] => {
  const ids: string[] = [];
  for (const [id, { final, heardAt }] of data.cases.scan(['final', 'heardAt']))
    if (final === true && (heardAt ?? Infinity) < oldest) ids.push(id);
  return ids;
};
