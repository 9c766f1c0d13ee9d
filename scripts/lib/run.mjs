import { spawn, spawnSync } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { ROOT } from './folders.mjs';

/** Runs to its end with its output on the terminal; answers the exit code, also for what cannot be started. */
export const run = (command, args, options = {}) =>
  new Promise((resolve) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: 'inherit', ...options });
    child.once('error', () => resolve(127));
    child.once('exit', (code) => resolve(code ?? 1));
  });

const { PRIORITY_LOW } = constants.priority;

/**
 * Runs to its end; answers `{ code, output }` with both streams in the order in which they came.
 * `behind` leaves the processors to whatever else wants them.
 */
export const runQuietly = (command, args, { behind = false, ...options } = {}) =>
  new Promise((resolve) => {
    const chunks = [];
    const stdio = ['ignore', 'pipe', 'pipe'];
    const child = spawn(command, args, { cwd: ROOT, stdio, ...options });
    if (behind && child.pid !== undefined) setPriority(child.pid, PRIORITY_LOW);
    child.stdout.on('data', (chunk) => chunks.push(chunk));
    child.stderr.on('data', (chunk) => chunks.push(chunk));
    const end = (code) => resolve({ code, output: Buffer.concat(chunks).toString('utf8') });
    child.once('error', () => end(127));
    child.once('close', (code) => end(code ?? 1));
  });

/** Whether a program can be run at all; what it answers to this argument does not matter. */
export const isThere = (command) =>
  spawnSync(command, ['--version'], { stdio: 'ignore' }).error === undefined;

/** npm as the one that started this script, or as found on the path. */
export const npm = (args) =>
  process.env.npm_execpath
    ? [process.execPath, [process.env.npm_execpath, ...args]]
    : [process.platform === 'win32' ? 'npm.cmd' : 'npm', args];
