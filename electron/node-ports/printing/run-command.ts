import { spawn } from 'node:child_process';

export interface CommandRun {
  readonly command: string;
  readonly args: readonly string[];
  /** Written to the command's standard input. */
  readonly input?: Uint8Array;
  /** Milliseconds until it is killed. */
  readonly timeout: number;
}

/** `ended: false`: it was killed, by us or by somebody else. */
export interface CommandResult {
  readonly ended: boolean;
  readonly code: number | null;
  readonly output: string;
  readonly complaint: string;
}

export type RunCommand = (run: CommandRun) => Promise<CommandResult>;

/** What a command says is read as English words, whatever the machine's language is. */
const ENVIRONMENT = { ...process.env, LC_ALL: 'C', LANGUAGE: 'C' };
/** A command that talks without end is not listened to. Characters. */
const MOST_OUTPUT = 200_000;
/** What a shell answers for a command that it does not find. */
const NOT_THERE = 127;

/** Runs a program without a shell; resolves in every case, at the latest a moment after the timeout. */
export const runCommand: RunCommand = ({ command, args, input, timeout }) =>
  new Promise((resolve) => {
    const child = spawn(command, args, { env: ENVIRONMENT, stdio: ['pipe', 'pipe', 'pipe'] });
    let output = '';
    let complaint = '';
    const timer = setTimeout(() => child.kill('SIGKILL'), timeout);
    const end = (code: number | null): void => {
      clearTimeout(timer);
      resolve({ ended: code !== null, code, output, complaint });
    };
    child.stdout.on(
      'data',
      (chunk: Buffer) => (output = (output + chunk.toString()).slice(0, MOST_OUTPUT)),
    );
    child.stderr.on(
      'data',
      (chunk: Buffer) => (complaint = (complaint + chunk.toString()).slice(0, MOST_OUTPUT)),
    );
    // The command may end, or never read, before all is written: its own end says what that means.
    child.stdin.on('error', () => undefined);
    child.once('error', () => {
      complaint = 'no such file';
      end(NOT_THERE);
    });
    // Not `close`: a grandchild that keeps the pipes open must not hold the kiosk up.
    child.once('exit', end);
    child.stdin.end(input);
  });
