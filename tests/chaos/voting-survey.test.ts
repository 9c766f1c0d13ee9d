import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Network, NetworkError } from '../../electron/core/ports.ts';
import { createSeededRandom } from '../support/core/create-test-core.ts';
import { copyDisk } from '../support/chaos/disk.ts';
import { eventually } from '../support/chaos/eventually.ts';
import { YES_OR_NO } from '../support/voting/sample-survey.ts';
import { newFin } from '../support/voting/voters.ts';
import { startVotingCentre, type VotingCentre } from '../support/voting/voting-centre.ts';
import type { VotingKiosk } from '../support/voting/voting-kiosk.ts';

/** `CHAOS=long`: the 2,000 voters over 20 kiosks that docs/voting.md speaks of. */
const LONG = process.env['CHAOS'] === 'long';
const VOTERS = LONG ? 2_000 : 200;
const KIOSKS = LONG ? 20 : 5;
/** Of all requests one in so many is lost, one in so many loses its answer, one in so many comes twice. */
const FAULTY = 12;

let centre: VotingCentre;
beforeAll(async () => {
  centre = await startVotingCentre();
}, 60_000);
afterAll(() => centre.dispose());

/** A network on which requests and answers get lost, and requests arrive twice. */
const faulty =
  (seed: string) =>
  (real: Network): Network => {
    const random = createSeededRandom(seed);
    return {
      send: async (request) => {
        const fate = Math.floor(random.fraction() * FAULTY);
        if (fate === 0) throw new NetworkError('lost on the way');
        const answer = await real.send(request);
        if (fate === 1) throw new NetworkError('the answer was lost');
        return fate === 2 ? real.send(request) : answer;
      },
    };
  };

interface Voter {
  readonly fin: string;
  readonly choice: 'yes' | 'no';
  readonly kiosk: number;
  /** Tries at another kiosk too. */
  readonly twiceAt?: number;
}

const everybody = (): readonly Voter[] =>
  Array.from({ length: VOTERS }, (_, place) => ({
    fin: newFin(),
    choice: place % 5 < 3 ? ('yes' as const) : ('no' as const),
    kiosk: place % KIOSKS,
    ...(place % 20 === 0 && { twiceAt: (place + 1) % KIOSKS }),
  }));

/** Kiosks lose their power now and then and start again on the same disk. */
const startAgain = async (kiosks: VotingKiosk[], place: number, seed: string): Promise<void> => {
  const kiosk = kiosks[place];
  if (kiosk === undefined) throw new Error('no such kiosk');
  kiosk.kill();
  kiosks[place] = await centre.kiosk({ disk: await copyDisk(kiosk.disk), network: faulty(seed) });
};

test(`${VOTERS} voters at ${KIOSKS} kiosks with faults: every person counts once, every figure is exact`, async () => {
  const start = centre.clock.now();
  const survey = await centre.open({ questions: [...YES_OR_NO], minBatch: 5 });
  const kiosks: VotingKiosk[] = [];
  for (let place = 0; place < KIOSKS; place += 1)
    kiosks.push(await centre.kiosk({ network: faulty(`kiosk ${place}`) }));
  for (const kiosk of kiosks) await kiosk.knows(survey.surveyId);
  const voters = everybody();
  const trackers: { readonly tracker: string; readonly kiosk: number }[] = [];
  const cast = async ({ fin, choice }: Voter, kiosk: number): Promise<void> => {
    const tracker = await kiosks[kiosk]?.cast(survey.surveyId, fin, { bridge: choice });
    trackers.push({ tracker: tracker ?? '', kiosk });
  };
  for (const [place, voter] of voters.entries()) {
    await cast(voter, voter.kiosk);
    if (voter.twiceAt !== undefined) await cast(voter, voter.twiceAt);
    if (place % Math.ceil(VOTERS / 5) === 7)
      await startAgain(kiosks, voter.kiosk, `again ${place}`);
  }
  for (const kiosk of kiosks)
    await eventually(() => kiosk.voting.waiting().asked === 0, 'the answers', 60_000);
  centre.clock.set(survey.times.graceUntil);
  for (const kiosk of kiosks) await kiosk.emptied(60_000);
  centre.clock.set(survey.times.ballotsUntil);
  const step = (await centre.publish()).find(({ surveyId }) => surveyId === survey.surveyId);
  const yes = voters.filter(({ choice }) => choice === 'yes').length;
  expect(step).toMatchObject({
    final: true,
    issued: { declared: VOTERS, verified: 0 },
    cast: { declared: VOTERS, verified: 0 },
    spoilt: { declared: 0, verified: 0 },
    trackers: VOTERS,
  });
  expect(step?.totals?.declared.questions['bridge']).toMatchObject({
    options: { yes, no: VOTERS - yes },
  });
  const published = await centre.portal.portal.context.voting.surveys.published(survey.surveyId);
  expect(new Set(published?.trackers).size).toBe(VOTERS);
  // Each voter finds the own tracker in the list, or is told at that kiosk why not.
  await eventually(
    () => kiosks.every((kiosk) => kiosk.voting.book.board(survey.surveyId)?.board.final === true),
    'the final list at every kiosk',
  );
  const findings = trackers.map(({ tracker, kiosk }) => kiosks[kiosk]?.find(tracker));
  expect(findings.filter((finding) => finding?.state === 'counted')).toHaveLength(VOTERS);
  const refused = findings.filter((finding) => finding?.state === 'refused');
  expect(refused).toHaveLength(trackers.length - VOTERS);
  expect(new Set(refused.map((finding) => finding?.reason))).toEqual(new Set(['already_voted']));
  centre.clock.set(start);
}, 600_000);
