import { join } from 'node:path';
import type { MethodResult } from '../../../contract/kiosk-api.ts';
import type { VoteFinding } from '../../../contract/voting/views.ts';
import { VOTE_REQUEST_KIND } from '../../../contract/voting/registrar.ts';
import type { CoreConfig } from '../config.ts';
import type { KioskTime } from '../kiosk-time.ts';
import type { Ports } from '../ports.ts';
import type { Publications } from '../publications.ts';
import type { Store } from '../store/store.ts';
import type { SubmissionQueue } from '../submission-queue.ts';
import { type BallotCourier, createBallotCourier } from './ballot-courier.ts';
import { castVote, type VoteToCast } from './cast-vote.ts';
import { findTracker } from './find-tracker.ts';
import { forgetEnded } from './forget-ended.ts';
import { createKeptVotes } from './kept-votes.ts';
import { createSettleVote } from './settle-vote.ts';
import { createSurveyBook, type SurveyBook } from './survey-book.ts';
import { openVoteKeys } from './vote-keys.ts';
import { voterTag } from './voter-tag.ts';

/** Everything about votes on this kiosk. */
export interface KioskVoting {
  /** Surveys and published results that were checked. */
  readonly book: SurveyBook;
  /** Durable when it resolves. */
  cast(vote: VoteToCast): Promise<MethodResult<'votes.cast'>>;
  /** `tracker` as `parseTracker` gives it. */
  find(tracker: string): VoteFinding;
  /** Votes on this disk: that wait for their token, and whose ballot waits to be sent. */
  waiting(): { readonly asked: number; readonly ready: number };
  start(): Promise<void>;
  stop(): Promise<void>;
}

export interface KioskVotingOptions {
  readonly ports: Ports;
  readonly config: CoreConfig;
  readonly store: Store;
  readonly queue: SubmissionQueue & { onChange(listener: (ids: readonly string[]) => void): void };
  readonly publications: Publications;
  readonly time: KioskTime;
  /** Left out: the slow one, as it must be on a device. */
  readonly tagOf?: typeof voterTag;
}

const NO_COURIER: BallotCourier = { wake: () => undefined, stop: () => Promise.resolve() };

export const createKioskVoting = async (options: KioskVotingOptions): Promise<KioskVoting> => {
  const { ports, config, store, queue, publications, time } = options;
  const { random, log, ids } = ports;
  const keys = await openVoteKeys({ ...ports, folder: join(config.dataFolder, 'votes') });
  const votes = createKeptVotes({ store, keys, random, log });
  const book = createSurveyBook({ store, publications, random, log });
  const { portal } = config.kiosk;
  const courier =
    portal === undefined
      ? NO_COURIER
      : createBallotCourier({
          ...ports,
          votes,
          book,
          url: portal.url,
          now: time.now,
          mostDelay: portal.ballotDelay * 1000,
        });
  queue.whenSettled(VOTE_REQUEST_KIND, createSettleVote({ votes, book, log }));
  queue.onChange((ids) => {
    // What the portal has said may have made ballots ready, or stopped votes.
    votes.heard(ids);
    courier.wake();
  });
  book.onChange(() => {
    forgetEnded(store, time.now()).catch((error: unknown) => {
      log.error('votes.not_forgotten', { error: error instanceof Error ? error.name : 'unknown' });
    });
  });
  const casting = { store, queue, book, votes, keys, random, ids, time };
  return {
    book,
    cast: (vote) => castVote({ ...casting, tagOf: options.tagOf ?? voterTag }, vote),
    find: (tracker) => findTracker({ data: store.data, votes, book }, tracker),
    waiting: () => {
      const ready = votes.ready().length;
      return { asked: votes.all().length - ready, ready };
    },
    start: async () => {
      await book.refresh();
      await votes.finish([]); // what was finished while the power failed leaves no key behind
      courier.wake();
    },
    stop: () => courier.stop(),
  };
};
