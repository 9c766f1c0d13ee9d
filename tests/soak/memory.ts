import { readFileSync } from 'node:fs';

export interface Sample {
  readonly session: number;
  /** Resident memory of the process, in megabytes. */
  readonly megabytes: number;
}

/** Linux only; other systems have no such file. */
export const residentMegabytes = (pid: number): number => {
  const line = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(line?.[1] ?? 0) / 1_024;
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
