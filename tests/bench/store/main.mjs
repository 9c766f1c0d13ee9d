// Measures the store beside its rivals, each beside a bare append in the same seconds.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { CONTESTANTS } from './contestants.mjs';
import { submission, submissions } from './submissions.mjs';

const option = (name, fallback) =>
  process.argv.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3) ?? fallback;
const json = process.argv.includes('--json');
const sizes = option('sizes', '0,1000,10000,100000').split(',').map(Number);
const wanted = option('rivals', Object.keys(CONTESTANTS).join()).split(',');
const commits = Number(option('commits', '400'));
const only = option('only', 'commit,concurrent,start').split(',');
const GROUP = 64;
const SETTLE = 2000;
const ROUND = 4;
/** Milliseconds after which a slow contestant has been measured enough. */
const ENOUGH = 20_000;

const quantile = (times, share) =>
  [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))];
const round = (value) => Math.round(value * 10_000) / 10_000;

const say = (line) => {
  if (json) console.log(JSON.stringify(line));
  else
    console.log(
      Object.entries(line)
        .map(([key, value]) => `${key} ${value}`)
        .join('  '),
    );
};

const timed = async (work) => {
  const start = performance.now();
  await work();
  return performance.now() - start;
};

/** Milliseconds of processor time that this process, with its threads, has used. */
const processor = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

const bytesIn = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);

const withFolder = async (work) => {
  const folder = mkdtempSync(join(tmpdir(), 'asan-bench-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** Rounds of commits, in turn with rounds of the bare append, so that a busy machine is busy for both. */
const inTurn = async (contestant, bare, take, count) => {
  const times = [];
  const bareTimes = [];
  let cpu = 0;
  const begun = performance.now();
  for (let done = 0; done < count && performance.now() - begun < ENOUGH;) {
    for (let each = 0; each < ROUND && done < count; each += 1) {
      const cpuBefore = processor();
      times.push(await timed(() => take(contestant, done)));
      cpu += processor() - cpuBefore;
      done += 1;
      if (performance.now() - begun > ENOUGH) break;
    }
    for (let each = 0; each < ROUND; each += 1) bareTimes.push(await timed(() => take(bare, each)));
  }
  return { times, bareTimes, cpu: cpu / times.length };
};

const report = (bench, size, rival, { times, bareTimes, cpu }, share) =>
  say({
    bench,
    size,
    rival,
    p50_ms: round(quantile(times, 0.5) / share),
    p99_ms: round(quantile(times, 0.99) / share),
    ratio_to_bare: round(quantile(times, 0.5) / quantile(bareTimes, 0.5)),
    bare_p50_ms: round(quantile(bareTimes, 0.5) / share),
    cpu_ms: round(cpu / share),
    samples: times.length,
    durable: CONTESTANTS[rival].durable,
  });

const measureCommits = async (rival, size) =>
  withFolder(async (folder) => {
    const contestant = await CONTESTANTS[rival].open(folder);
    const bare = CONTESTANTS.bare.open(folder);
    if (size > 0) await contestant.load(submissions(0, size));
    for (let n = 0; n < 100; n += 1) await contestant.commit(submission(size + 10_000_000 + n));
    // What each of them does behind a load or a first start may end; it is not part of a commit.
    await setTimeout(SETTLE);
    if (only.includes('commit')) {
      const take = (each, n) => each.commit(submission(size + 1_000_000 + n));
      report('store.commit', size, rival, await inTurn(contestant, bare, take, commits), 1);
    }
    if (only.includes('concurrent')) {
      const take = (each, n) =>
        each.commitTogether(submissions(size + 2_000_000 + n * GROUP, GROUP));
      const rounds = Math.ceil(commits / 4);
      report(
        'store.concurrent64',
        size,
        rival,
        await inTurn(contestant, bare, take, rounds),
        GROUP,
      );
    }
    await contestant.close();
    bare.close();
  });

/** A start in a process of its own, three times; the middle one counts. */
const measureStart = async (rival, size) =>
  withFolder(async (folder) => {
    const contestant = await CONTESTANTS[rival].open(folder);
    await contestant.load(submissions(0, size));
    await contestant.close();
    const program = join(import.meta.dirname, 'start.mjs');
    const runs = [1, 2, 3, 4, 5].map(() => {
      const { stdout, stderr } = spawnSync(
        process.execPath,
        ['--expose-gc', program, rival, folder],
        { encoding: 'utf8', maxBuffer: 1e7 },
      );
      const line = stdout.trim().split('\n').at(-1) ?? '';
      if (!line.startsWith('{')) throw new Error(`${rival} did not start: ${stderr}`);
      return JSON.parse(line);
    });
    const middle = runs.sort((a, b) => a.start_ms - b.start_ms)[2];
    if (middle.waiting !== size) throw new Error(`${rival} found ${middle.waiting} of ${size}`);
    say({
      bench: 'store.start',
      size,
      rival,
      start_ms: round(middle.start_ms),
      cpu_ms: round(middle.cpu_ms),
      rss_mb: round(middle.rss_mb),
      rss_before_mb: round(middle.rss_before_mb),
      heap_mb: round(middle.heap_mb),
      bytes_per_record: size > 0 ? Math.round(bytesIn(folder) / size) : 0,
    });
  });

for (const rival of wanted) {
  const contestant = CONTESTANTS[rival];
  if (!contestant?.isThere()) {
    say({ bench: 'store', rival, skipped: 'not installed (npm run bench -- store --install)' });
    continue;
  }
  try {
    if (only.includes('commit') || only.includes('concurrent'))
      for (const size of sizes) await measureCommits(rival, size);
    if (only.includes('start') && rival !== 'bare') await measureStart(rival, Math.max(...sizes));
  } catch (error) {
    say({ bench: 'store', rival, failed: String(error) });
  }
}
