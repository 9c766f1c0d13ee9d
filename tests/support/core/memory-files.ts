import { dirname } from 'node:path';
import type { FileHandle, Files } from '../../../electron/core/ports.ts';

const missing = (path: string): Error =>
  Object.assign(new Error(`ENOENT: ${path}`), { code: 'ENOENT' });
const readOnly = (): Promise<never> => Promise.reject(new Error('these files are only read'));

/** Files that are only read, by absolute path. */
export const createMemoryFiles = (content: Readonly<Record<string, string>>): Files => {
  const open = (path: string): FileHandle => {
    const text = content[path];
    if (text === undefined) throw missing(path);
    const bytes = new TextEncoder().encode(text);
    return {
      read: (offset, length) => Promise.resolve(bytes.subarray(offset, offset + length)),
      size: () => Promise.resolve(bytes.length),
      close: () => Promise.resolve(),
      write: readOnly,
      writeDurably: readOnly,
      truncate: readOnly,
      sync: readOnly,
    };
  };
  return {
    open: (path) => new Promise((resolve) => resolve(open(path))),
    list: (folder) => {
      const paths = Object.keys(content).filter((path) => dirname(path) === folder);
      if (paths.length === 0) return Promise.reject(missing(folder));
      return Promise.resolve(paths.map((path) => path.slice(folder.length + 1)));
    },
    rename: readOnly,
    remove: readOnly,
    makeFolder: readOnly,
    syncFolder: readOnly,
    freeBytes: () => Promise.resolve(1e10),
    lock: () => Promise.resolve({ release: () => Promise.resolve() }),
  };
};
