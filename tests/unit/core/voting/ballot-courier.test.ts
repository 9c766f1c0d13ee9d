import { expect, test } from 'vitest';
import type { SurveyManifest } from '../../../../contract/voting/manifest.ts';
import { NetworkError } from '../../../../electron/core/ports.ts';
import {
  type BallotCourierOptions,
  createBallotCourier,
} from '../../../../electron/core/voting/ballot-courier.ts';
import type { ReadyVote } from '../../../../electron/core/voting/vote-content.ts';
import { createFakeClock } from '../../../support/core/fake-clock.ts';
import { createMemoryLog } from '../../../support/store/store-ports.ts';
import { surveyContent } from '../../../support/voting/sample-survey.ts';
import { DAY, timesFrom } from '../../../support/voting/voters.ts';

const MINUTE = 60_000;
const MOST_DELAY = 5 * MINUTE;

const voteOf = (surveyId: string): ReadyVote => ({
  stage: 'ready',
  surveyId,
  kid: `key of ${surveyId}`,
  rnd: 'r',
  sealed: 's',
  tracker: 't',
  sig: 'g',
});

/** A courier whose chance is drawn from `fractions`, one after the other. Nobody answers it. */
const setUp = (fractions: readonly number[], minBatch = 2) => {
  const clock = createFakeClock();
  const left = [...fractions];
  const votes: ReadyVote[] = [];
  const sent: string[] = [];
  const manifest = {
    content: surveyContent({ minBatch }),
    times: timesFrom(clock.now()),
  } as SurveyManifest;
  const kept = () => votes.map((vote, index) => ({ name: String(index), vote }));
  const courier = createBallotCourier({
    clock,
    votes: { all: kept, ready: kept, finish: () => Promise.resolve() },
    book: { accepted: () => manifest, onChange: () => undefined },
    random: {
      bytes: (length: number) => new Uint8Array(length),
      fraction: () => left.shift() ?? 0,
    },
    network: {
      send: ({ body }: { body: Uint8Array }) => {
        const { surveyId } = JSON.parse(new TextDecoder().decode(body)) as { surveyId: string };
        sent.push(surveyId);
        return Promise.reject(new NetworkError('no network'));
      },
    },
    url: 'http://portal',
    log: createMemoryLog(),
    now: () => clock.now(),
    mostDelay: MOST_DELAY,
  } as unknown as BallotCourierOptions);
  const ready = (surveyId: string, ballots: number): void => {
    for (let ballot = 0; ballot < ballots; ballot += 1) votes.push(voteOf(surveyId));
    courier.wake();
  };
  /** Lets time pass, and whatever falls due end. */
  const pass = async (ms: number): Promise<void> => {
    const end = clock.monotonic() + ms;
    for (let next = clock.nextIn(); next !== undefined; next = clock.nextIn()) {
      if (clock.monotonic() + next > end) break;
      clock.advance(next);
      await new Promise((resolve) => setImmediate(resolve));
    }
    clock.advance(end - clock.monotonic());
  };
  return { clock, courier, ready, sent, manifest, pass };
};

test('draws the moment of a batch once, however often it is woken', () => {
  const { clock, courier, ready } = setUp([0.8, 0.01, 0.02, 0.03]);
  ready('s', 2);
  for (let times = 0; times < 20; times += 1) courier.wake();
  expect(clock.nextIn()).toBe(0.8 * MOST_DELAY);
  clock.advance(MINUTE);
  ready('s', 1);
  expect(clock.nextIn()).toBe(0.8 * MOST_DELAY - MINUTE);
});

test('draws a moment of its own for the batch of each survey', async () => {
  const { pass, ready, sent } = setUp([0.6, 0.2]);
  ready('one', 2);
  ready('two', 2);
  await pass(0.2 * MOST_DELAY);
  expect(sent).toEqual(['two']);
});

test('sends less than a batch after the grace time at a random moment too', async () => {
  const { pass, clock, ready, sent, manifest } = setUp([0.5]);
  ready('s', 1);
  await pass(manifest.times.graceUntil - clock.now());
  expect(sent).toEqual([]);
  await pass(0.5 * MOST_DELAY - 1);
  expect(sent).toEqual([]);
  await pass(1);
  expect(sent).toEqual(['s']);
});

test('tries again a minute or two after nobody answered', async () => {
  const { pass, clock, ready, sent } = setUp([0, 0.5]);
  ready('s', 2);
  await pass(0);
  expect(sent).toHaveLength(1);
  expect(clock.nextIn()).toBe(1.5 * MINUTE);
  await pass(1.5 * MINUTE);
  expect(sent).toHaveLength(2);
});

test('keeps less than a batch before that', async () => {
  const { pass, ready, sent } = setUp([0]);
  ready('s', 1);
  await pass(DAY);
  expect(sent).toEqual([]);
});
