import type { ChildProcess } from 'node:child_process';

/** Milliseconds of processor time so far. */
export interface Cpu {
  readonly client: number;
  readonly server: number;
  /** Processes of a database apart from the server's own. */
  readonly database: number;
}

export function answerCpu(): void;
export function askCpu(server: ChildProcess, databasePid?: number): Promise<Cpu>;
export function cpuSince(before: Cpu, now: Cpu): Cpu;
