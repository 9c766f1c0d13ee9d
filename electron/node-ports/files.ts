import { close, constants, fdatasync, fstat, ftruncate, open, read, write } from 'node:fs';
import * as fs from 'node:fs/promises';
import type { FileHandle, Files } from '../core/ports.ts';
import { lockFolder } from './folder-lock.ts';
import { syncFolder } from './sync-folder.ts';

const { O_RDONLY, O_RDWR, O_CREAT, O_EXCL } = constants;
/** Absent on Windows. */
const O_NOFOLLOW = constants.O_NOFOLLOW as number | undefined;
const O_DSYNC = constants.O_DSYNC as number | undefined;
const PRIVATE_FILE = 0o600;
const PRIVATE_FOLDER = 0o700;

const FLAGS = {
  read: O_RDONLY,
  'read-write': O_RDWR,
  'create-new': O_RDWR | O_CREAT | O_EXCL,
} as const;

/** A callback of node:fs as a promise; its own promises cost a third of a commit more. */
const call = <T>(run: (done: (error: Error | null, value: T) => void) => void): Promise<T> =>
  new Promise((resolve, reject) => {
    run((error, value) => {
      if (error) reject(error);
      else resolve(value);
    });
  });

const finish = (run: (done: (error: Error | null) => void) => void): Promise<void> =>
  call<undefined>((done) => run((error) => done(error, undefined)));

const openFile = (path: string, flags: number): Promise<number> =>
  call((done) => open(path, flags | (O_NOFOLLOW ?? 0), PRIVATE_FILE, done));

const writeAll = async (file: number, offset: number, bytes: Uint8Array): Promise<void> => {
  for (let at = 0; at < bytes.length;) {
    const from = at;
    at += await call<number>((done) =>
      write(file, bytes, from, bytes.length - from, offset + from, done),
    );
  }
};

const readAll = async (file: number, offset: number, length: number): Promise<Uint8Array> => {
  const bytes = Buffer.allocUnsafeSlow(length);
  let at = 0;
  while (at < length) {
    const from = at;
    const count = await call<number>((done) =>
      read(file, bytes, from, length - from, offset + from, done),
    );
    if (count === 0) break;
    at += count;
  }
  return bytes.subarray(0, at);
};

const sync = (file: number): Promise<void> => finish((done) => fdatasync(file, done));

/** `path` names the same file for as long as the handle is used: a second descriptor is opened on it. */
const createHandle = (path: string, file: number): FileHandle => {
  let durable: Promise<number> | undefined;
  return {
    read: (offset, length) => readAll(file, offset, length),
    write: (offset, bytes) => writeAll(file, offset, bytes),
    writeDurably: async (offset, bytes) => {
      if (O_DSYNC === undefined) {
        await writeAll(file, offset, bytes);
        return sync(file);
      }
      // One call that writes and syncs: one trip to the thread pool instead of two.
      durable ??= openFile(path, O_RDWR | O_DSYNC);
      await writeAll(await durable, offset, bytes);
    },
    truncate: (length) => finish((done) => ftruncate(file, length, done)),
    sync: () => sync(file),
    size: async () => (await call<{ size: number }>((done) => fstat(file, done))).size,
    close: async () => {
      const second = await durable?.catch(() => undefined);
      if (second !== undefined) await finish((done) => close(second, done));
      await finish((done) => close(file, done));
    },
  };
};

/** The real file system: files 0600, folders 0700, symbolic links are not followed. */
export const createNodeFiles = (): Files => ({
  open: async (path, mode) => createHandle(path, await openFile(path, FLAGS[mode])),
  list: (folder) => fs.readdir(folder),
  rename: (from, to) => fs.rename(from, to),
  remove: (path) => fs.unlink(path),
  makeFolder: async (path) => {
    await fs.mkdir(path, { recursive: true, mode: PRIVATE_FOLDER });
  },
  syncFolder,
  freeBytes: async (folder) => {
    const { bavail, bsize } = await fs.statfs(folder);
    return bavail * bsize;
  },
  lock: lockFolder,
});
