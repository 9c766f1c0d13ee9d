import { execFile, spawn } from 'node:child_process';
import { chown, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { findPostgres } from '../../support/portal/postgres.ts';
import { makeTemporaryFolder } from '../../support/portal/temporary-folder.ts';

const run = promisify(execFile);

/** A PostgreSQL cluster with its ordinary, durable settings: what tests switch off is what is measured here. */
export interface DurablePostgres {
  readonly databaseUrl: string;
  /** The process whose children do the work; undefined where it could not be started. */
  readonly databasePid: number | undefined;
  stop(): Promise<void>;
}

const numberOf = async (flag: '-u' | '-g'): Promise<number> =>
  Number((await run('id', [flag, 'postgres'])).stdout);

const isUp = async (databaseUrl: string): Promise<boolean> => {
  const client = new pg.Client({ connectionString: databaseUrl });
  try {
    await client.connect();
    return true;
  } catch {
    return false; // not up yet
  } finally {
    await client.end();
  }
};

/** Undefined where PostgreSQL is not installed. */
export const startDurablePostgres = async (): Promise<DurablePostgres | undefined> => {
  const binaries = findPostgres();
  if (binaries === undefined) return undefined;
  const folder = await makeTemporaryFolder('asan-bench-pg');
  const owner =
    process.geteuid?.() === 0 ? { uid: await numberOf('-u'), gid: await numberOf('-g') } : {};
  if (owner.uid !== undefined) await chown(folder.path, owner.uid, owner.gid);
  const data = join(folder.path, 'data');
  const options = { ...owner, env: { ...process.env, LC_ALL: 'C' }, cwd: folder.path };
  await mkdir(folder.path, { recursive: true });
  const cluster = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8'];
  await run(join(binaries, 'initdb'), cluster, options);
  const server = spawn(
    join(binaries, 'postgres'),
    ['-D', data, '-k', folder.path, '-c', 'listen_addresses='],
    { ...options, stdio: 'ignore' },
  );
  const databaseUrl = `postgres://postgres@/postgres?host=${encodeURIComponent(folder.path)}`;
  while (!(await isUp(databaseUrl))) {
    if (server.exitCode !== null) throw new Error('postgres ended at start');
    await sleep(50);
  }
  return {
    databaseUrl,
    databasePid: server.pid,
    stop: async () => {
      const ended = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGINT');
      await ended;
      await folder.remove();
    },
  };
};
