import type { Cpu } from './cpu.mjs';

/** What all sides of one measurement agree on; travels as JSON in an argument. */
export interface SyncBenchOptions {
  /** Submissions to send. */
  readonly items: number;
  /** Sent before, unmeasured: a portal runs for months, and compilers work in its first seconds. */
  readonly warmUp: number;
  /** Items in one request; ours has its own limit. */
  readonly batch: number;
  /** Milliseconds added to each request. */
  readonly delay: number;
  /** The rival syncs each of its writes to the disk, as ours always does. */
  readonly durable?: boolean;
  /** PostgreSQL connection string; left out: PGlite. */
  readonly databaseUrl?: string;
  /** The process whose children do PostgreSQL's work. */
  readonly databasePid?: number;
}

/** What one measurement found. */
export interface SyncBenchResult {
  /** From the first request until the last confirmation is durable where the rival makes it durable. */
  readonly seconds: number;
  /** Processor time in that time. */
  readonly cpu: Cpu;
  /** Requests that carried submissions, where that is known. */
  readonly batches?: number;
  readonly requests: number;
  /** Bytes of all requests' bodies as sent. */
  readonly sentBytes: number;
}

export const parseOptions = (text: string | undefined): SyncBenchOptions => {
  if (text === undefined) throw new Error('options as JSON are missing');
  return JSON.parse(text) as SyncBenchOptions;
};
