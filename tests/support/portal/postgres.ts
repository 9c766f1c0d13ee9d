import { createHash, randomBytes } from 'node:crypto';
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { chown, mkdir } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { ensureTemplate } from './template-folder.ts';
import { makeTemporaryFolder } from './temporary-folder.ts';

const run = promisify(execFile);
const DEBIAN = '/usr/lib/postgresql';

/** A PostgreSQL cluster of its own in a temporary folder, reached by a Unix socket. */
export interface TestPostgres {
  /** A new, empty database's connection string. */
  createDatabase(): Promise<string>;
  stop(): Promise<void>;
}

interface Owner {
  readonly uid?: number;
  readonly gid?: number;
}

/** The folder with `postgres` and `initdb`: Debian's newest, else from PATH. Undefined where there is none. */
export const findPostgres = (): string | undefined => {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN) : [];
  const debian = versions
    .sort((one, other) => Number(other) - Number(one))
    .map((version) => join(DEBIAN, version, 'bin'));
  const path = (process.env['PATH'] ?? '').split(delimiter);
  return [...debian, ...path].find(
    (folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')),
  );
};

const numberOf = async (flag: '-u' | '-g'): Promise<number> =>
  Number((await run('id', [flag, 'postgres'])).stdout);

/** PostgreSQL does not run as root: root lends it to the user `postgres`. */
const chooseOwner = async (): Promise<Owner> =>
  process.geteuid?.() === 0 ? { uid: await numberOf('-u'), gid: await numberOf('-g') } : {};

const makeFolder = async (path: string, { uid, gid }: Owner): Promise<string> => {
  await mkdir(path, { recursive: true, mode: 0o700 });
  if (uid !== undefined && gid !== undefined) await chown(path, uid, gid);
  return path;
};

const connectionString = (socketFolder: string, database: string): string =>
  `postgres://postgres@/${database}?host=${encodeURIComponent(socketFolder)}`;

/** Makes a copy of a database that nobody is using at the moment; answers its connection string. */
export const copyDatabase = async (databaseUrl: string): Promise<string> => {
  const [, head = '', template = '', query = ''] = /^(.*@\/)(\w+)(\?.*)$/.exec(databaseUrl) ?? [];
  const name = `portal_${randomBytes(6).toString('hex')}`;
  const client = new pg.Client({ connectionString: `${head}postgres${query}` });
  await client.connect();
  await client.query(`create database ${name} template ${template}`);
  await client.end();
  return `${head}${name}${query}`;
};

const answers = async (url: string): Promise<boolean> => {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    return true;
  } catch {
    return false; // not up yet
  } finally {
    await client.end();
  }
};

const waitUntilUp = async (server: ChildProcess, url: string): Promise<void> => {
  for (let tries = 0; tries < 200; tries += 1) {
    if (server.exitCode !== null) throw new Error('postgres ended at start');
    if (await answers(url)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('postgres did not come up');
};

const stopServer = (server: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (server.exitCode === null) server.once('exit', () => resolve()).kill('SIGINT'); // fast shutdown
    else resolve();
  });

const asOwner = (owner: Owner, folder: string) => ({
  ...owner,
  env: { ...process.env, LC_ALL: 'C' },
  cwd: folder,
});

/** An empty cluster in a folder that belongs to the owner, copied from one that was made once. */
const makeCluster = async (binaries: string, folder: string, owner: Owner): Promise<string> => {
  const make = async (draft: string): Promise<string> => {
    const first = join(folder, 'first'); // the owner may not write where the draft is
    const settings = ['-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '-N'];
    await run(join(binaries, 'initdb'), ['-D', first, ...settings], asOwner(owner, folder));
    await run('cp', ['-a', first, draft]);
    return draft;
  };
  const version = createHash('sha256').update(binaries).digest('hex').slice(0, 8);
  const data = join(folder, 'data');
  // The program keeps owner and modes, without which PostgreSQL does not start.
  await run('cp', ['-a', await ensureTemplate(`postgres-${version}`, make), data]);
  return data;
};

/** Starts a cluster; undefined where PostgreSQL is not installed. Stop it when the tests are done. */
export const startPostgres = async (): Promise<TestPostgres | undefined> => {
  const binaries = findPostgres();
  if (binaries === undefined) return undefined;
  const folder = await makeTemporaryFolder('asan-pg');
  const owner = await chooseOwner();
  await makeFolder(folder.path, owner);
  const data = await makeCluster(binaries, folder.path, owner);
  const options = asOwner(owner, folder.path);
  const settings = [
    'listen_addresses=',
    'fsync=off',
    'max_connections=60',
    'logging_collector=off',
  ];
  const server = spawn(
    join(binaries, 'postgres'),
    ['-D', data, '-k', folder.path, ...settings.flatMap((setting) => ['-c', setting])],
    { ...options, stdio: 'ignore' },
  );
  await waitUntilUp(server, connectionString(folder.path, 'postgres'));
  return {
    // What PostgreSQL copies when no template is named.
    createDatabase: () => copyDatabase(connectionString(folder.path, 'template1')),
    stop: async () => {
      await stopServer(server);
      await folder.remove();
    },
  };
};
