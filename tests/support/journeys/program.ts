import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '../../..');

export interface Program {
  readonly pid: number;
  /** Lines of both outputs so far. */
  readonly lines: readonly string[];
  /** Asks it to end, and waits until it did. */
  stop(): Promise<void>;
  /** A power cut for this process: nothing in it gets a chance to tidy up. */
  kill(): Promise<void>;
}

/** Starts a Node program and resolves to what `pick` finds first in its lines; rejects when it ends before. */
export const startProgram = <T>(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  pick: (line: string) => T | undefined,
): Promise<Program & { readonly found: T }> =>
  new Promise((resolve, reject) => {
    const lines: string[] = [];
    const child = spawn(process.execPath, args, {
      cwd: ROOT,
      env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const ended = new Promise<void>((resolveEnded) => {
      child.once('exit', () => {
        reject(new Error(`${args.join(' ')} ended:\n${lines.slice(-20).join('\n')}`));
        resolveEnded();
      });
    });
    const end = (signal: NodeJS.Signals) => async (): Promise<void> => {
      child.kill(signal);
      await ended;
    };
    for (const stream of [child.stdout, child.stderr])
      createInterface({ input: stream }).on('line', (line) => {
        lines.push(line);
        const found = pick(line);
        if (found === undefined) return;
        resolve({ pid: child.pid ?? 0, lines, found, stop: end('SIGTERM'), kill: end('SIGKILL') });
      });
  });
