// One start of one contestant: `node start.mjs RIVAL FOLDER`. Prints a JSON line.
import { CONTESTANTS } from './contestants.mjs';

const [rival, folder] = process.argv.slice(2);
// Its code is loaded before: what is measured is the data.
if (rival === 'ours') await import('../../../out/bench/store/ours.mjs');
if (rival === 'lowdb') await import('lowdb/node');
const before = process.memoryUsage().rss;
const cpuBefore = process.cpuUsage();
const start = performance.now();
const contestant = await CONTESTANTS[rival].open(folder);
const waiting = await contestant.countWaiting();
const took = performance.now() - start;
const used = process.cpuUsage(cpuBefore);
const { rss, heapUsed } = process.memoryUsage();
console.log(
  JSON.stringify({
    waiting,
    start_ms: took,
    cpu_ms: (used.user + used.system) / 1000,
    rss_mb: rss / 2 ** 20,
    rss_before_mb: before / 2 ** 20,
    heap_mb: heapUsed / 2 ** 20,
  }),
);
process.exit(0);
