import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { ROOT } from './folders.mjs';

/** Milliseconds that a process gets to end by itself. */
const PATIENCE = 10_000;

const stopChild = async (child, ended) => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE);
  await ended;
  clearTimeout(timer);
};

/** The processes that a script has started beside itself, so that none of them outlives it. */
export const createChildren = () => {
  const running = [];

  /** `onLine` gets each line of both outputs. `ended` resolves to the exit code. */
  const start = (command, args, { onLine, env = {}, ipc = false } = {}) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe', ...(ipc ? ['ipc'] : [])],
      // A Ctrl+C reaches this script alone, which then ends its children in the right order.
      detached: process.platform !== 'win32',
    });
    for (const stream of [child.stdout, child.stderr])
      createInterface({ input: stream }).on('line', (line) => onLine?.(line));
    const ended = new Promise((resolve) => {
      child.once('error', () => resolve(127));
      child.once('exit', (code) => resolve(code ?? 1));
    });
    const one = { ended, stop: () => stopChild(child, ended) };
    running.push(one);
    return one;
  };

  /** Resolves to what `pick` finds first in the lines; rejects when the process ends before. */
  const startUntil = (command, args, { pick, onLine, ...options }) =>
    new Promise((resolve, reject) => {
      const lines = [];
      const one = start(command, args, {
        ...options,
        onLine: (line) => {
          lines.push(line);
          onLine?.(line);
          const found = pick(line);
          if (found !== undefined) resolve({ ...one, found });
        },
      });
      one.ended.then((code) => {
        const tail = lines.slice(-15).join('\n');
        reject(new Error(`${args[0] ?? command} ended with code ${code}\n${tail}`));
      });
    });

  /** The youngest first: the kiosk may still be talking to the portal. */
  const stopAll = async () => {
    for (const { stop } of running.reverse()) await stop();
  };

  return { start, startUntil, stopAll };
};

/** Runs `stop` once for Ctrl+C, the service manager or a closed terminal, and ends. */
export const onEnd = (stop) => {
  let ending;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => {
      ending ??= stop().finally(() => process.exit(0));
    });
};
