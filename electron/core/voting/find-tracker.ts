import type { VoteFinding } from '../../../contract/voting/views.ts';
import type { StoreReader } from '../store/store.ts';
import { type KeptVotes, stoppedId } from './kept-votes.ts';
import type { SurveyBook } from './survey-book.ts';

export interface FindOptions {
  readonly data: Pick<StoreReader, 'stoppedVotes'>;
  readonly votes: Pick<KeptVotes, 'all'>;
  readonly book: Pick<SurveyBook, 'list' | 'board'>;
}

/** How far the vote with this tracker has come, as far as this kiosk can know. `tracker` as `parseTracker` gives it. */
export const findTracker = ({ data, votes, book }: FindOptions, tracker: string): VoteFinding => {
  for (const { surveyId } of book.list()) {
    const published = book.board(surveyId);
    if (published?.trackers.has(tracker) === true)
      return { state: 'counted', surveyId, listAsOf: published.board.asOf };
  }
  const stopped = data.stoppedVotes.get(stoppedId(tracker));
  if (stopped !== undefined) return { state: 'refused', ...stopped };
  const kept = votes.all().find(({ vote }) => vote.tracker === tracker)?.vote;
  if (kept === undefined) return { state: 'unlisted' };
  const asOf = book.board(kept.surveyId)?.board.asOf;
  return {
    state: kept.stage === 'asked' ? 'saved' : 'confirmed',
    surveyId: kept.surveyId,
    ...(asOf !== undefined && { listAsOf: asOf }),
  };
};
