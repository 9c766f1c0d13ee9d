import type { Store, StoreWriter } from '../store/store.ts';

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
  const sent = [...data.outbox.entries()].filter(
    ([, { state, reoffer, receivedAt, discardedAt }]) =>
      (state === 'received' && reoffer !== true && (receivedAt ?? now) < oldest) ||
      (state === 'discarded' && (discardedAt ?? now) < oldest),
  );
  const cases = [...data.cases.entries()].filter(
    ([, { final, heardAt }]) => final === true && (heardAt ?? now) < now - KEEP_FINAL_DAYS * DAY,
  );
  const gone = new Set(sent.map(([id]) => id));
  // A citizen's words: the portal's own state tells them long since.
  const messages = [...data.messages.entries()].filter(
    ([id, { savedAt }]) => savedAt < oldest && (gone.has(id) || data.outbox.get(id) === undefined),
  );
  const drops = [
    ...sent.map(
      ([id]) =>
        (writer: StoreWriter) =>
          writer.outbox.delete(id),
    ),
    ...cases.map(
      ([id]) =>
        (writer: StoreWriter) =>
          writer.cases.delete(id),
    ),
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
