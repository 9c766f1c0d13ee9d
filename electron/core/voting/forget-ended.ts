import type { Store } from '../store/store.ts';

/** For so long after its end a voter can learn here why a vote was not counted. Milliseconds. */
const KEEP = 90 * 24 * 60 * 60 * 1000;

/** Drops what this kiosk keeps of surveys that ended long ago. `now` is the best time. */
export const forgetEnded = async (store: Store, now: number): Promise<void> => {
  const { data } = store;
  const ended = new Set(
    [...data.surveyPins.entries()]
      .filter(([, { until }]) => until + KEEP < now)
      .map(([surveyId]) => surveyId),
  );
  if (ended.size === 0) return;
  const voters = [...data.voters.entries()].filter(([, { surveyId }]) => ended.has(surveyId));
  const stopped = [...data.stoppedVotes.entries()].filter(([, { surveyId }]) =>
    ended.has(surveyId),
  );
  await store.update(
    (writer) => {
      for (const surveyId of ended) writer.surveyPins.delete(surveyId);
      for (const [tag] of voters) writer.voters.delete(tag);
      for (const [id] of stopped) writer.stoppedVotes.delete(id);
    },
    { urgent: true },
  );
};
