import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Speech } from '../../core/ports.ts';
import { withTrueLength } from './wav.ts';

/** Words a minute; espeak-ng's usual is 175, which is fast for a listener who is new to it. */
const WORDS_PER_MINUTE = { slow: 110, usual: 145, fast: 190 } as const;
const TIMEOUT = 10_000;
/** A sentence of four hundred signs is about 1.5 MB. */
const MOST_BYTES = 8_000_000;

/** The program's path; undefined where it is not installed. */
export const findEspeak = (path: string | undefined): string | undefined =>
  (path ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .flatMap((folder) => [join(folder, 'espeak-ng'), join(folder, 'espeak-ng.exe')])
    .find(isProgram);

const isProgram = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error) return false;
    throw error;
  }
};

/**
 * Speaks with espeak-ng (GPL-3: a program of its own, never linked). The text goes to its standard
 * input, so none of it stands in the list of processes; the sound comes from its standard output, so
 * none of it is ever a file.
 */
export const createEspeak = (program: string): Speech => ({
  say: ({ text, language, rate }) =>
    new Promise((resolve) => {
      const speed = String(WORDS_PER_MINUTE[rate]);
      const child = spawn(program, ['-v', language, '-s', speed, '--stdin', '--stdout'], {
        stdio: ['pipe', 'pipe', 'ignore'],
      });
      const timer = setTimeout(() => child.kill('SIGKILL'), TIMEOUT);
      const chunks: Buffer[] = [];
      let size = 0;
      child.stdout.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > MOST_BYTES) child.kill('SIGKILL');
        else chunks.push(chunk);
      });
      const end = (code: number | null): void => {
        clearTimeout(timer);
        resolve(code === 0 ? withTrueLength(Buffer.concat(chunks)) : undefined);
      };
      child.stdin.on('error', () => undefined);
      child.once('error', () => end(null));
      child.once('close', end);
      child.stdin.end(text);
    }),
});
