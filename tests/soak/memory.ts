import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import type { Program } from '../support/journeys/program.ts';

export interface Sample {
  readonly session: number;
  readonly megabytes: number;
}

const MEGABYTE = 2 ** 20;

/** Linux only; other systems have no such file. */
export const residentMegabytes = (pid: number): number => {
  const line = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(line?.[1] ?? 0) / 1_024;
};

const line = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ collected: v.object({ heapUsed: v.number(), external: v.number() }) }),
);

/** What the process of `measure-heap.mjs` holds once it has collected what nobody holds: heap and buffers beside it. */
export const heldMegabytes = async ({ pid, lines }: Program): Promise<number> => {
  const before = lines.length;
  process.kill(pid, 'SIGUSR2');
  for (let tries = 0; tries < 600; tries += 1) {
    for (const text of lines.slice(before)) {
      const parsed = v.safeParse(line, text);
      if (!parsed.success) continue;
      const { heapUsed, external } = parsed.output.collected;
      return (heapUsed + external) / MEGABYTE;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the kiosk did not say what it holds');
};

const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
};

export interface Growth {
  readonly early: number;
  readonly late: number;
  /** Megabytes a thousand sessions, by least squares over the samples of the second half. */
  readonly perThousand: number;
}

/** How memory moved in one life of a process: its second quarter against its last, and the slope of its second half. */
export const growthOf = (samples: readonly Sample[]): Growth => {
  const part = (from: number, to: number): readonly Sample[] =>
    samples.slice(Math.floor(samples.length * from), Math.ceil(samples.length * to));
  const values = (some: readonly Sample[]): number[] => some.map(({ megabytes }) => megabytes);
  const half = part(0.5, 1);
  const meanX = half.reduce((sum, { session }) => sum + session, 0) / half.length;
  const meanY = half.reduce((sum, { megabytes }) => sum + megabytes, 0) / half.length;
  const above = half.reduce((sum, s) => sum + (s.session - meanX) * (s.megabytes - meanY), 0);
  const below = half.reduce((sum, s) => sum + (s.session - meanX) ** 2, 0);
  return {
    early: median(values(part(0.25, 0.5))),
    late: median(values(part(0.75, 1))),
    perThousand: below === 0 ? 0 : (above / below) * 1_000,
  };
};
