import type { ChildProcess } from 'node:child_process';

export function answerCpu(): void;
export function askCpu(server: ChildProcess): Promise<number>;
