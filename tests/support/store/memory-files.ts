/* eslint-disable @typescript-eslint/require-await -- async, so that a fault becomes a rejection */
import { basename, dirname } from 'node:path';
import type { FileHandle, Files } from '../../../electron/core/ports.ts';

export type FileOperation =
  | 'open'
  | 'read'
  | 'write'
  | 'sync'
  | 'truncate'
  | 'list'
  | 'rename'
  | 'remove'
  | 'makeFolder'
  | 'syncFolder';

export interface MemoryFilesOptions {
  /** Called before each operation; answers the code of the error that it should fail with. */
  readonly fault?: (operation: FileOperation, path: string, bytes: number) => string | undefined;
  /** Bytes of the whole disk; unlimited when left out. */
  readonly capacity?: () => number;
  /** Awaited before each read and durable write: a disk that takes its time. */
  readonly pause?: () => Promise<void>;
}

/** A file: `bytes` without the zeros at its end, and its size with them. */
export interface MemoryFile {
  bytes: Buffer;
  size: number;
}

export interface MemoryFiles extends Files {
  /** By path. */
  readonly content: Map<string, MemoryFile>;
  /** The whole content of a file. */
  readAll(path: string): Buffer;
}

export const systemError = (code: string, syscall: string, path: string): Error =>
  Object.assign(new Error(`${code}: ${syscall} '${path}'`), { code, syscall, path });

const ZEROS = Buffer.alloc(64 * 1024);

const writeInto = (file: MemoryFile, offset: number, bytes: Uint8Array): void => {
  const end = offset + bytes.length;
  const blank = offset >= file.bytes.length && ZEROS.subarray(0, bytes.length).equals(bytes);
  file.size = Math.max(file.size, end);
  if (blank) return;
  if (end > file.bytes.length) {
    const grown = Buffer.alloc(Math.max(end, Math.min(file.size, file.bytes.length * 2)));
    grown.set(file.bytes);
    file.bytes = grown;
  }
  file.bytes.set(bytes, offset);
};

const readFrom = (file: MemoryFile, offset: number, length: number): Buffer => {
  const end = Math.min(offset + length, file.size);
  const result = Buffer.alloc(Math.max(0, end - offset));
  file.bytes.copy(result, 0, Math.min(offset, file.bytes.length), Math.min(end, file.bytes.length));
  return result;
};

const locks = (): Files['lock'] => {
  const held = new Set<string>();
  return (path) => {
    if (held.has(path)) return Promise.resolve(undefined);
    held.add(path);
    return Promise.resolve({
      release: () => {
        held.delete(path);
        return Promise.resolve();
      },
    });
  };
};

/** A file system in memory: fast, with faults on demand. Nothing is ever lost; see simulated-disk.ts for one that forgets. */
export const createMemoryFiles = (options: MemoryFilesOptions = {}): MemoryFiles => {
  const content = new Map<string, MemoryFile>();
  const folders = new Set<string>();

  const check = (operation: FileOperation, path: string, bytes = 0): void => {
    const code = options.fault?.(operation, path, bytes);
    if (code !== undefined) throw systemError(code, operation, path);
  };
  const used = (): number => [...content.values()].reduce((sum, { size }) => sum + size, 0);
  const find = (path: string): MemoryFile => {
    const file = content.get(path);
    if (!file) throw systemError('ENOENT', 'open', path);
    return file;
  };
  const write = (file: MemoryFile, path: string, offset: number, bytes: Uint8Array): void => {
    check('write', path, bytes.length);
    const growth = Math.max(0, offset + bytes.length - file.size);
    if (growth > 0 && options.capacity && used() + growth > options.capacity())
      throw systemError('ENOSPC', 'write', path);
    writeInto(file, offset, bytes);
  };

  const createHandle = (path: string, file: MemoryFile): FileHandle => ({
    read: async (offset, length) => {
      await options.pause?.();
      check('read', path, length);
      return readFrom(file, offset, length);
    },
    write: async (offset, bytes) => write(file, path, offset, bytes),
    writeDurably: async (offset, bytes) => {
      await options.pause?.();
      write(file, path, offset, bytes);
      check('sync', path);
    },
    truncate: async (length) => {
      check('truncate', path, length);
      file.bytes = file.bytes.subarray(0, length);
      file.size = length;
    },
    sync: async () => check('sync', path),
    size: async () => file.size,
    close: async () => undefined,
  });

  return {
    content,
    readAll: (path) => readFrom(find(path), 0, find(path).size),
    open: async (path, mode) => {
      check('open', path);
      if (mode === 'create-new') {
        if (content.has(path)) throw systemError('EEXIST', 'open', path);
        if (!folders.has(dirname(path))) throw systemError('ENOENT', 'open', path);
        content.set(path, { bytes: Buffer.alloc(0), size: 0 });
      }
      return createHandle(path, find(path));
    },
    list: async (folder) => {
      check('list', folder);
      return [...content.keys()]
        .filter((path) => dirname(path) === folder)
        .map((path) => basename(path));
    },
    rename: async (from, to) => {
      check('rename', from);
      const file = find(from);
      content.delete(from);
      content.set(to, file);
    },
    remove: async (path) => {
      check('remove', path);
      find(path);
      content.delete(path);
    },
    makeFolder: async (path) => {
      check('makeFolder', path);
      for (let at = path; !folders.has(at) && at !== dirname(at); at = dirname(at)) folders.add(at);
    },
    syncFolder: async (folder) => check('syncFolder', folder),
    freeBytes: async () => (options.capacity?.() ?? Number.MAX_SAFE_INTEGER) - used(),
    lock: locks(),
  };
};
