import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

const PROGRAMS = ['Xvfb', 'openbox', 'xdotool'].map((name) => `/usr/bin/${name}`);

/** Why no display can be had here; undefined when one can. */
export const displayFault = (): string | undefined => {
  const missing = PROGRAMS.filter((path) => !existsSync(path));
  return missing.length === 0 ? undefined : `${missing.join(', ')} not here`;
};

/** A screen of its own with the kiosk's window manager, and a keyboard that types into it. */
export interface KioskDisplay {
  readonly name: string;
  /** One combination in xdotool's words: "ctrl+shift+i". */
  press(keys: string): Promise<void>;
  /** Windows that can be seen. */
  windows(): Promise<readonly string[]>;
  close(): Promise<void>;
}

const end = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
};

export const openKioskDisplay = async (openboxFile: string): Promise<KioskDisplay> => {
  // The server chooses a free number and says which.
  const server = spawn('Xvfb', ['-displayfd', '1', '-screen', '0', '1080x1920x24', '-noreset'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [number] = (await once(server.stdout, 'data')) as [Buffer];
  const name = `:${number.toString().trim()}`;
  const env = { ...process.env, DISPLAY: name };
  const manager = spawn('openbox', ['--config-file', openboxFile], { env, stdio: 'ignore' });
  const xdotool = async (...args: string[]): Promise<string> =>
    (await run('xdotool', args, { env })).stdout;
  return {
    name,
    press: async (keys) => {
      await xdotool('key', '--clearmodifiers', keys);
    },
    windows: async () => {
      // It ends with 1 when there is none.
      const found = await xdotool('search', '--onlyvisible', '--name', '.').catch(() => '');
      return found.split('\n').filter((line) => line !== '');
    },
    close: async () => {
      await end(manager);
      await end(server);
    },
  };
};
