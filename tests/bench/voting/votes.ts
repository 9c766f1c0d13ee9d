import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Ballot } from '../../../contract/voting/ballot.ts';
import type { SurveyManifest } from '../../../contract/voting/manifest.ts';
import { createPortal, type Portal } from '../../../portal/create-portal.ts';
import { inTransaction } from '../../../portal/db/transactions.ts';
import { surveyContent, YES_OR_NO } from '../../support/voting/sample-survey.ts';
import { createVoter, timesFrom, type VoterDouble } from '../../support/voting/voters.ts';
import { cpuTime } from './measure.ts';

export interface VotesResult {
  readonly engine: string;
  readonly votes: number;
  /** Requests for tokens decided in a second, 100 a transaction as a batch brings them. */
  readonly tokensPerSecond: number;
  /** Ballots taken in a second, each in its own request and durable before it is answered. */
  readonly ballotsPerSecond: number;
  /** Ballots opened and counted in a second. */
  readonly countedPerSecond: number;
  readonly cpuPerBallot: number;
}

const AT_ONCE = 100;

const askAll = async (
  { context }: Portal,
  voters: readonly VoterDouble[],
): Promise<readonly Ballot[]> => {
  const ballots: Ballot[] = [];
  for (let start = 0; start < voters.length; start += AT_ONCE) {
    const group = voters.slice(start, start + AT_ONCE);
    const answers = await inTransaction(context.db, async (tx) => {
      const decided = [];
      for (const { request } of group) {
        const now = context.clock.now();
        const arrival = { channel: 'kiosk', castAt: now, now } as const;
        decided.push(await context.voting.registrar.decide(tx, request, arrival, 'not_proved'));
      }
      return decided;
    });
    for (const [index, answer] of answers.entries()) {
      const ballot = answer.status === 'signed' ? group[index]?.ballot(answer.blindSig) : undefined;
      if (ballot === undefined) throw new Error('a voter was refused');
      ballots.push(ballot);
    }
  }
  return ballots;
};

/** Eight requests at a time, as many kiosks send them. */
const sendAll = async (url: string, ballots: readonly Ballot[]): Promise<void> => {
  const waiting = [...ballots];
  const sendOn = async (): Promise<void> => {
    for (let ballot = waiting.pop(); ballot !== undefined; ballot = waiting.pop()) {
      const answer = await fetch(`${url}/ballots`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', connection: 'close' },
        body: JSON.stringify(ballot),
      });
      if (answer.status !== 200) throw new Error(`a ballot was answered ${answer.status}`);
      await answer.arrayBuffer();
    }
  };
  await Promise.all(Array.from({ length: 8 }, sendOn));
};

const perSecond = async (count: number, work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now();
  await work();
  return Math.round((count / (performance.now() - start)) * 1000);
};

const measureOn = async (portal: Portal, url: string, votes: number): Promise<VotesResult> => {
  const { context } = portal;
  const { voting } = context;
  const manifest: SurveyManifest = await voting.surveys.open({
    content: surveyContent({ questions: [...YES_OR_NO] }),
    times: timesFrom(context.clock.now()),
  });
  const voters: VoterDouble[] = [];
  for (let place = 0; place < votes; place += 1)
    voters.push(
      await createVoter(manifest, { answers: { bridge: place % 3 === 0 ? 'yes' : 'no' } }),
    );
  let ballots: readonly Ballot[] = [];
  const tokensPerSecond = await perSecond(votes, async () => {
    ballots = await askAll(portal, voters);
  });
  const before = cpuTime();
  const ballotsPerSecond = await perSecond(votes, () => sendAll(url, ballots));
  const cpuPerBallot = Number(((cpuTime() - before) / votes).toFixed(2));
  let counted = 0;
  const countedPerSecond = await perSecond(votes, async () => {
    counted = (await voting.ballotBox.count(context.db, manifest)).cast.declared;
  });
  if (counted !== votes) throw new Error(`${counted} of ${votes} were counted`);
  const { engine } = portal;
  return { engine, votes, tokensPerSecond, ballotsPerSecond, countedPerSecond, cpuPerBallot };
};

/** A whole portal with its HTTP server and durable commits; client and server share this process. */
export const measureVotes = async (votes: number, databaseUrl?: string): Promise<VotesResult> => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'asan-bench-voting-'));
  const portal = await createPortal({
    dataFolder,
    databaseUrl,
    packsFolder: join(process.env['BENCH_ROOT'] ?? process.cwd(), 'resources', 'packs'),
  });
  try {
    return await measureOn(portal, await portal.listen(0), votes);
  } finally {
    await portal.close();
    await rm(dataFolder, { recursive: true });
  }
};
