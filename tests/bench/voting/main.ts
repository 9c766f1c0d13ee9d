import { parseArgs } from 'node:util';
import { startDurablePostgres } from '../sync/durable-postgres.ts';
import { measureSteps } from './steps.ts';
import { measureVotes, type VotesResult } from './votes.ts';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '200' },
    votes: { type: 'string', default: '2000' },
  },
  allowPositionals: true,
});

const print = (line: object, sentence: string): void => {
  process.stdout.write(`${values.json ? JSON.stringify(line) : sentence}\n`);
};

for (const { step, ours, library } of await measureSteps(Number(values.rounds)))
  print(
    { bench: `voting.${step}`, ours_ms: ours, library_ms: library, ratio: library / ours },
    `${step.padEnd(10)} ours ${ours.toFixed(3)} ms   library ${library.toFixed(2)} ms   ${(library / ours).toFixed(0)} times`,
  );

const report = (result: VotesResult): void =>
  print(
    { bench: 'voting.portal', ...result },
    `${result.engine}: ${result.tokensPerSecond} tokens/s, ${result.ballotsPerSecond} ballots/s, ${result.countedPerSecond} counted/s (${result.votes} votes)`,
  );

report(await measureVotes(Number(values.votes)));
const postgres = await startDurablePostgres();
if (postgres === undefined)
  print(
    { bench: 'voting.portal', engine: 'postgres', skipped: true },
    'PostgreSQL is not installed: skipped',
  );
else
  try {
    report(await measureVotes(Number(values.votes), postgres.databaseUrl));
  } finally {
    await postgres.stop();
  }
