import { createHash } from 'node:crypto';
import { stat, unlink } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A name that the kernel gives to one process at a time and takes back when it ends, however it
 * ends: an abstract socket on Linux, a named pipe on Windows, a socket file elsewhere. It is made
 * of the folder's identity on the disk, so that another path to it is the same name.
 */
const lockName = async (folder: string): Promise<string> => {
  const { dev, ino } = await stat(folder, { bigint: true });
  const digest = createHash('sha256').update(`${dev}:${ino}`).digest('hex').slice(0, 32);
  if (process.platform === 'linux') return `\0asan-kiosk-store-${digest}`;
  if (process.platform === 'win32') return `\\\\.\\pipe\\asan-kiosk-store-${digest}`;
  return join(tmpdir(), `asan-kiosk-store-${digest}.sock`);
};

/** A server that listens under the name, or undefined when somebody does already. */
const listen = (name: string): Promise<Server | undefined> =>
  new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(undefined);
      else reject(error);
    });
    server.listen({ path: name, exclusive: true }, () => {
      server.unref();
      resolve(server);
    });
  });

const answers = (name: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(name);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });

/** A socket file outlives its process; nobody answers on it then. */
const listenOnFile = async (name: string): Promise<Server | undefined> => {
  const server = await listen(name);
  if (server || (await answers(name))) return server;
  await unlink(name);
  return listen(name);
};

const isFile = process.platform !== 'linux' && process.platform !== 'win32';

/** Takes the folder for this process; undefined while another one (or this one) has it. */
export const lockFolder = async (
  folder: string,
): Promise<{ release(): Promise<void> } | undefined> => {
  const name = await lockName(folder);
  const server = await (isFile ? listenOnFile(name) : listen(name));
  if (!server) return undefined;
  return {
    release: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
      }),
  };
};
