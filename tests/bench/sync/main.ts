import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { LIMITS } from '../../../contract/sync-protocol.ts';
import type { Cpu } from './cpu.mjs';
import { startDurablePostgres } from './durable-postgres.ts';
import type { SyncBenchOptions, SyncBenchResult } from './options.ts';
import { findInstalled, type Rival, type SkippedLine } from './rival.ts';

/** Sync of submissions of 1.5 KB over HTTP between two processes, beside rivals in the same run. */
interface Line {
  readonly bench: 'sync.push';
  readonly rival: string;
  readonly items: number;
  readonly batch: number;
  readonly delay_ms: number;
  readonly items_per_s: number;
  readonly runs: readonly number[];
  /** Of all processes together, and of each. */
  readonly cpu_ms_per_item: number;
  readonly cpu_client: number;
  readonly cpu_server: number;
  readonly cpu_database: number;
  readonly bytes_per_item: number;
  readonly requests: number;
  /** Those that carried submissions; left out where they are not counted. */
  readonly batches?: number;
  /** Null: that one was not measured in this run. */
  readonly ratio_to_pouchdb: number | null;
  readonly ratio_to_plain: number | null;
  /** To PouchDB with each write synced to the disk. */
  readonly ratio_to_synced: number | null;
}

const built = (name: string): string => fileURLToPath(new URL(`${name}.js`, import.meta.url));
const inBench = (path: string): string =>
  fileURLToPath(new URL(`../../../tests/bench/${path}`, import.meta.url));

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    items: { type: 'string', default: '5000' },
    'warm-up': { type: 'string', default: '1000' },
    runs: { type: 'string', default: '3' },
    delays: { type: 'string', default: '0,50' },
    rivals: { type: 'string', default: '' },
  },
  allowPositionals: true,
});
const items = Number(values.items);

const measure = (program: string, options: SyncBenchOptions): Promise<SyncBenchResult> =>
  new Promise((resolve, reject) => {
    const child = fork(program, [JSON.stringify(options)]);
    let result: SyncBenchResult | undefined;
    child.on('message', (message) => (result = message as SyncBenchResult));
    child.on('exit', (code) => {
      if (result === undefined) reject(new Error(`${program} ended with ${code}`));
      else resolve(result);
    });
  });

const median = (numbers: readonly number[]): number =>
  [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? NaN;
const rounded = (value: number): number => Number(value.toPrecision(3));

const postgres = await startDurablePostgres();
const { batchItems } = LIMITS;
const pouchdb = {
  program: inBench('sync/pouchdb.mjs'),
  packages: ['pouchdb-node', 'express', 'express-pouchdb'],
};
const all: readonly Rival[] = [
  { name: 'ours-pglite', program: built('ours'), batch: batchItems },
  ...(postgres
    ? [{ name: 'ours-postgres', program: built('ours'), batch: batchItems, ...postgres }]
    : []),
  { name: 'plain', program: built('plain'), batch: batchItems },
  ...[100, batchItems, 500].map((batch) => ({
    ...pouchdb,
    name: `pouchdb-${batch}`,
    batch,
  })),
  {
    ...pouchdb,
    name: `pouchdb-synced-${batchItems}`,
    batch: batchItems,
    durable: true,
  },
];
const wanted = all.filter(
  ({ name }) => values.rivals === '' || values.rivals.split(',').includes(name),
);
const { installed: rivals, skipped } = findInstalled(wanted, inBench(''));

/** Rivals take turns, so that a noisy minute of the machine hits all of them. */
const measureAll = async (delay: number): Promise<ReadonlyMap<Rival, SyncBenchResult[]>> => {
  const found = new Map<Rival, SyncBenchResult[]>(rivals.map((rival) => [rival, []]));
  for (let run = 0; run < Number(values.runs); run += 1)
    for (const [rival, results] of found) {
      const { program, batch, durable, databaseUrl, databasePid } = rival;
      results.push(
        await measure(program, {
          items,
          warmUp: Number(values['warm-up']),
          batch,
          delay,
          ...(durable && { durable }),
          ...(databaseUrl && { databaseUrl }),
          ...(databasePid && { databasePid }),
        }),
      );
    }
  return found;
};

const cpuOf = (results: readonly SyncBenchResult[], part: (cpu: Cpu) => number): number =>
  rounded(median(results.map(({ cpu }) => part(cpu))) / items);

const report = (delay: number, found: ReadonlyMap<Rival, SyncBenchResult[]>): void => {
  const speedOf = (results: readonly SyncBenchResult[]): number =>
    items / median(results.map(({ seconds }) => seconds));
  const ratioTo = (speed: number, name: string): number | null => {
    const other = [...found].find(([rival]) => rival.name === name)?.[1];
    return other === undefined ? null : rounded(speed / speedOf(other));
  };
  const batchesOf = (results: readonly SyncBenchResult[]): number | undefined => {
    const counted = results.flatMap(({ batches }) => batches ?? []);
    return counted.length === 0 ? undefined : median(counted);
  };
  for (const [{ name, batch }, results] of found) {
    const speed = speedOf(results);
    const batches = batchesOf(results);
    const line: Line = {
      bench: 'sync.push',
      rival: name,
      items,
      batch,
      delay_ms: delay,
      items_per_s: Math.round(speed),
      runs: results.map(({ seconds }) => Math.round(items / seconds)),
      cpu_ms_per_item: cpuOf(results, ({ client, server, database }) => client + server + database),
      cpu_client: cpuOf(results, ({ client }) => client),
      cpu_server: cpuOf(results, ({ server }) => server),
      cpu_database: cpuOf(results, ({ database }) => database),
      bytes_per_item: Math.round(median(results.map(({ sentBytes }) => sentBytes)) / items),
      requests: median(results.map(({ requests }) => requests)),
      ...(batches !== undefined && { batches }),
      ratio_to_pouchdb: ratioTo(speed, `pouchdb-${batchItems}`),
      ratio_to_plain: ratioTo(speed, 'plain'),
      ratio_to_synced: ratioTo(speed, `pouchdb-synced-${batchItems}`),
    };
    console.log(values.json ? JSON.stringify(line) : sentenceOf(line));
  }
};

const reportSkipped = (line: SkippedLine): void =>
  console.log(
    values.json ? JSON.stringify(line) : `${line.rival.padEnd(19)}  skipped: ${line.skipped}`,
  );

const sentenceOf = (line: Line): string =>
  [
    line.rival.padEnd(19),
    `${line.items_per_s} items/s`.padStart(15),
    `+${line.delay_ms} ms`.padStart(8),
    `${line.ratio_to_pouchdb ?? '?'} x PouchDB`.padStart(15),
    `${line.ratio_to_plain ?? '?'} x plain`.padStart(14),
    `${line.cpu_ms_per_item} ms CPU/item`.padStart(18),
    `${line.bytes_per_item} B/item`.padStart(12),
  ].join('  ');

skipped.forEach(reportSkipped);
for (const delay of values.delays.split(',').map(Number)) report(delay, await measureAll(delay));
await postgres?.stop();
