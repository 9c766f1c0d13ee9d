import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { ROOT } from './folders.mjs';

/** Milliseconds that a process gets to end by itself. */
const PATIENCE = 10_000;

/**
 * A process that runs beside this one. `onLine` gets each line of its standard output and error.
 * `ended` resolves to the exit code.
 */
export const startChild = (command, args, { onLine, env = {}, ipc = false } = {}) => {
  const child = spawn(command, args, {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe', ...(ipc ? ['ipc'] : [])],
  });
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on('line', (line) => onLine?.(line));
  const ended = new Promise((resolve) => {
    child.once('error', () => resolve(127));
    child.once('exit', (code) => resolve(code ?? 1));
  });
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE);
    await ended;
    clearTimeout(timer);
  };
  return { child, ended, stop };
};

/** Resolves to what `pick` finds first in the lines of a child; rejects when the child ends before. */
export const startUntil = (command, args, { pick, onLine, ...options }) =>
  new Promise((resolve, reject) => {
    const lines = [];
    const running = startChild(command, args, {
      ...options,
      onLine: (line) => {
        lines.push(line);
        onLine?.(line);
        const found = pick(line);
        if (found !== undefined) resolve({ ...running, found });
      },
    });
    running.ended.then((code) => {
      const tail = lines.slice(-15).join('\n');
      reject(new Error(`${args[0] ?? command} ended with code ${code}\n${tail}`));
    });
  });

/** Runs `stop` once for Ctrl+C, the service manager or a closed terminal. */
export const onEnd = (stop) => {
  let ending;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => {
      ending ??= stop().finally(() => process.exit(0));
    });
};
