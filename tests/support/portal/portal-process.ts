import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { build } from 'vite';
import { prepareEmbeddedDatabase } from './pglite-template.ts';
import { PACKS_FOLDER } from './start-test-portal.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

const readySchema = v.looseObject({
  ready: v.literal(true),
  address: v.string(),
  keyThumbprint: v.string(),
});

/** Builds portal/main.ts as `npm run build` does, for these tests alone; answers the script's path. */
export const buildPortal = async (): Promise<string> => {
  const outDir = join(ROOT, 'out', 'test-cache', `portal-${process.pid}`);
  await build({
    configFile: join(ROOT, 'portal', 'vite.config.ts'),
    logLevel: 'error',
    build: { outDir, emptyOutDir: true },
  });
  return join(outDir, 'main.js');
};

export interface PortalProcess {
  readonly url: string;
  readonly keyThumbprint: string;
  readonly child: ChildProcess;
  /** Resolves with the exit code, or null after a signal. */
  readonly ended: Promise<number | null>;
  /** Resolves when the portal has logged this event. */
  logged(event: string): Promise<void>;
}

export interface PortalProcessOptions {
  readonly script: string;
  readonly dataFolder: string;
  readonly databaseUrl?: string | undefined;
  /** Give the former one, so that kiosks find the portal again. */
  readonly port?: string;
}

const environment = ({ dataFolder, databaseUrl, port }: PortalProcessOptions) => ({
  ...process.env,
  PORTAL_DATA: dataFolder,
  PORTAL_DATABASE_URL: databaseUrl ?? '',
  PORTAL_PACKS: PACKS_FOLDER,
  PORTAL_PORT: port ?? '0',
});

/** Starts the built portal as a process of its own and waits until it listens. */
export const startPortalProcess = async (options: PortalProcessOptions): Promise<PortalProcess> => {
  const { dataFolder, databaseUrl, script } = options;
  if (databaseUrl === undefined && !existsSync(join(dataFolder, 'database')))
    await prepareEmbeddedDatabase(dataFolder);
  const child = spawn(process.execPath, ['--liftoff-only', script], {
    env: environment(options),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines = createInterface({ input: child.stderr });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const ready = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve);
    void ended.then((code) => reject(new Error(`the portal ended with ${code}`)));
  });
  const { address, keyThumbprint } = v.parse(readySchema, JSON.parse(ready));
  return {
    url: address,
    keyThumbprint,
    child,
    ended,
    logged: (event) =>
      new Promise((resolve) => {
        lines.on('line', (line) => {
          if (line.includes(`"event":"${event}"`)) resolve();
        });
      }),
  };
};

/** kill -9, as a power cut takes the process: nothing of it may be tidied up. */
export const killPortal = async ({ child, ended }: PortalProcess): Promise<void> => {
  child.kill('SIGKILL');
  await ended;
};

/** Asks it to end, as an operator does; answers the exit code. */
export const stopPortal = async ({ child, ended }: PortalProcess): Promise<number | null> => {
  child.kill('SIGTERM');
  return ended;
};
