import type * as v from 'valibot';
import { JOSE_MEDIA_TYPE } from '../../../contract/sync-protocol.ts';
import {
  type Ballot,
  BALLOT_RECEIPT_TYPE,
  BALLOT_ROUTE,
  type BallotReceipt,
  ballotReceiptSchema,
} from '../../../contract/voting/ballot.ts';
import type { SurveyManifest } from '../../../contract/voting/manifest.ts';
import {
  type Cancel,
  type Clock,
  type Log,
  type Network,
  NetworkError,
  type Random,
} from '../ports.ts';
import { digestOf } from '../sync/digest.ts';
import { openMessage } from '../sync/signed-messages.ts';
import { createDepartures } from './departures.ts';
import type { FinishedVote, KeptVotes } from './kept-votes.ts';
import { messageFor } from './prepare-vote.ts';
import { shuffled } from './shuffled.ts';
import type { SurveyBook } from './survey-book.ts';
import type { ReadyVote } from './vote-content.ts';

/**
 * Carries ballots to the ballot box, apart from everything that knows this kiosk: no signature, no
 * cookie, a connection each, at least `minBatch` of a survey and class together, mixed, after a
 * random time that has nothing to do with when they were cast or confirmed.
 */
export interface BallotCourier {
  /** Something may be ready. */
  wake(): void;
  /** Lets the ballot under way end; the others stay on the disk. */
  stop(): Promise<void>;
}

export interface BallotCourierOptions {
  readonly votes: KeptVotes;
  readonly book: SurveyBook;
  readonly network: Network;
  /** Of the portal. */
  readonly url: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** Best time, milliseconds since the Unix epoch. */
  readonly now: () => number;
  /** Milliseconds within which a batch leaves at a random moment once it is full. */
  readonly mostDelay: number;
}

type Kept = ReturnType<KeptVotes['ready']>[number];

const TIMEOUT = 30_000;
const MOST_ANSWER_BYTES = 8_000;
/** Between two ballots of a batch at most. */
const MOST_PAUSE = 2_000;
/** After nobody answered. */
const RETRY = 60_000;
/** How often it is looked at least whether a survey has ended meanwhile. */
const LOOK = 15 * 60_000;
/** The soonest that it is looked again, whatever the clocks say. */
const LEAST_LOOK = 1_000;

export const createBallotCourier = (options: BallotCourierOptions): BallotCourier => {
  const { votes, book, clock, random, log, mostDelay } = options;
  const cut = new AbortController();
  const departures = createDepartures(clock, random, mostDelay);
  let planned: { readonly at: number; readonly cancel: Cancel } | undefined;
  let running: Promise<void> | undefined;
  let stopping = false;

  const plan = (delay: number): void => {
    const at = clock.monotonic() + delay;
    if (stopping || running !== undefined || (planned !== undefined && planned.at <= at)) return;
    planned?.cancel();
    planned = { at, cancel: clock.schedule(delay, go) };
  };

  const pause = (most: number): Promise<void> =>
    new Promise((resolve) => {
      const end = (): void => {
        cancel();
        cut.signal.removeEventListener('abort', end);
        resolve();
      };
      const cancel = clock.schedule(random.fraction() * most, end);
      cut.signal.addEventListener('abort', end);
    });

  const deliver = async (batch: readonly Kept[]): Promise<readonly FinishedVote[]> => {
    const done: FinishedVote[] = [];
    for (const kept of shuffled(batch, random)) {
      const receipt = stopping ? undefined : await send(options, kept.vote, cut.signal);
      if (receipt === undefined) break; // the rest is tried again later, mixed anew
      done.push(outcomeOf(kept, receipt, log));
      await pause(Math.min(MOST_PAUSE, mostDelay));
    }
    return done;
  };

  const drawn = (): readonly Kept[] => {
    const due = dueBallots(options);
    departures.draw(new Set(due.map(({ vote }) => vote.kid)));
    return due;
  };

  const planNext = (): void => {
    if (votes.all().length === 0) return;
    drawn();
    plan(Math.min(nextLook(options), departures.next() ?? LOOK));
  };

  const settleDepartures = (batch: readonly Kept[], done: readonly FinishedVote[]): void => {
    for (const { vote } of batch) departures.forget(vote.kid);
    if (done.length === batch.length) return;
    const names = new Set(done.map(({ name }) => name));
    const delay = RETRY * (1 + random.fraction());
    for (const { name, vote } of batch) if (!names.has(name)) departures.postpone(vote.kid, delay);
  };

  const run = async (): Promise<void> => {
    const expired = expiredVotes(options);
    const batch = drawn().filter(({ vote }) => departures.hasCome(vote.kid));
    const done = await deliver(batch);
    settleDepartures(batch, done);
    // One change for all: the order in which they went is not to be seen on the disk.
    await votes.finish(shuffled([...done, ...expired], random));
    running = undefined;
    planNext();
  };

  const go = (): void => {
    planned = undefined;
    if (stopping || running !== undefined) return;
    running = run().catch((error: unknown) => {
      running = undefined;
      log.error('votes.courier_failed', { error: error instanceof Error ? error.name : 'unknown' });
      plan(RETRY);
    });
  };

  book.onChange(planNext);

  return {
    wake: planNext,
    stop: async () => {
      stopping = true;
      planned?.cancel();
      cut.abort();
      await running;
    },
  };
};

/** Ballots that may leave: a whole batch of their survey and class, or whatever there is once the grace time is over. */
export const dueBallots = ({
  votes,
  book,
  now,
}: Pick<BallotCourierOptions, 'votes' | 'book' | 'now'>): readonly Kept[] => {
  const groups = new Map<string, Kept[]>();
  for (const kept of votes.ready())
    groups.set(kept.vote.kid, [...(groups.get(kept.vote.kid) ?? []), kept]);
  return [...groups.values()].flatMap((group) => {
    const manifest = book.accepted(group[0]?.vote.surveyId ?? '');
    if (manifest === undefined) return [];
    const isOver = now() >= manifest.times.graceUntil;
    return isOver || group.length >= manifest.content.minBatch ? group : [];
  });
};

/** Milliseconds until a grace time or a count ends for a vote that is here. */
const nextLook = ({
  votes,
  book,
  now,
}: Pick<BallotCourierOptions, 'votes' | 'book' | 'now'>): number => {
  const moments = votes.all().flatMap(({ vote }) => {
    const times = book.accepted(vote.surveyId)?.times;
    return times === undefined ? [] : [times.graceUntil, times.ballotsUntil];
  });
  const ahead = moments.map((moment) => moment - now()).filter((left) => left > 0);
  return Math.max(LEAST_LOOK, Math.min(LOOK, ...ahead));
};

/** What can no longer be counted because no answer, or no network, came in time. */
const expiredVotes = ({
  votes,
  book,
  now,
}: Pick<BallotCourierOptions, 'votes' | 'book' | 'now'>): readonly FinishedVote[] =>
  votes.all().flatMap(({ name, vote }) => {
    const manifest = book.accepted(vote.surveyId);
    const isLate = manifest !== undefined && now() >= manifest.times.ballotsUntil;
    if (!isLate) return [];
    return [{ name, vote, reason: vote.stage === 'asked' ? 'came_too_late' : 'too_late' } as const];
  });

const outcomeOf = (kept: Kept, receipt: BallotReceipt, log: Log): FinishedVote => {
  if (receipt.status === 'taken') return kept;
  if (receipt.reason === 'too_late') return { ...kept, reason: 'too_late' };
  log.error('votes.ballot_refused', { survey: receipt.surveyId, reason: receipt.reason });
  return { ...kept, reason: 'ballot_refused' };
};

/** The ballot box's word about this very ballot; undefined when none came that can be believed. */
const send = async (
  { network, url, book }: BallotCourierOptions,
  vote: ReadyVote,
  signal: AbortSignal,
): Promise<BallotReceipt | undefined> => {
  const manifest = book.accepted(vote.surveyId);
  if (manifest === undefined) return undefined;
  const { surveyId, kid, rnd, sealed, sig } = vote;
  const ballot: Ballot = { v: 1, type: 'ballot', surveyId, kid, rnd, sealed, sig };
  try {
    const answer = await network.send({
      method: 'POST',
      url: url.replace(/\/+$/, '') + BALLOT_ROUTE,
      headers: { 'content-type': 'application/json', accept: JOSE_MEDIA_TYPE },
      body: new TextEncoder().encode(JSON.stringify(ballot)),
      timeout: TIMEOUT,
      maxAnswerBytes: MOST_ANSWER_BYTES,
      alone: true,
      signal,
    });
    if (answer.status !== 200) return undefined;
    return readReceipt(Buffer.from(answer.body).toString('latin1'), manifest, vote);
  } catch (error) {
    if (error instanceof NetworkError) return undefined;
    throw error;
  }
};

const readReceipt = (
  jws: string,
  manifest: SurveyManifest,
  vote: ReadyVote,
): BallotReceipt | undefined => {
  const receipt: v.InferOutput<typeof ballotReceiptSchema> | undefined = openMessage(
    jws,
    BALLOT_RECEIPT_TYPE,
    ballotReceiptSchema,
    manifest.boxSigningJwk,
  );
  return receipt?.token === digestOf(messageFor(vote)) ? receipt : undefined;
};
