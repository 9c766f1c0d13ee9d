import { constants } from 'node:fs';
import * as fs from 'node:fs/promises';
import { join } from 'node:path';
import { type ForeignFolders, type FoundFile, MediumError } from '../core/ports.ts';

/** Absent on Windows. A pipe or device named like a picture must not make the opening wait. */
const SAFE_FLAGS =
  constants.O_RDONLY |
  ((constants.O_NOFOLLOW as number | undefined) ?? 0) |
  ((constants.O_NONBLOCK as number | undefined) ?? 0);

const AT_ONCE = 256 * 1024;
const MOST_SUBFOLDERS = 40;

/** What the system answers for a stick that is not there any more. */
const GONE = new Set(['ENOENT', 'ENOTDIR', 'EIO', 'ENODEV', 'ENXIO', 'ESTALE', 'ENOTCONN']);

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined;

const asMediumError = (error: unknown): unknown => {
  if (error instanceof MediumError) return error;
  const code = codeOf(error);
  if (code === undefined) return error;
  return new MediumError(GONE.has(code) ? 'gone' : 'refused', { cause: error });
};

const guarded = async <T>(task: () => Promise<T>): Promise<T> => {
  try {
    return await task();
  } catch (error) {
    throw asMediumError(error);
  }
};

const isPlainName = (name: string): boolean =>
  name !== '' && !name.startsWith('.') && !/[/\\\0]/.test(name);

/** Folder and file, or a file alone; nothing that leads elsewhere. */
const partsOf = (name: string): readonly string[] => {
  const parts = name.split('/');
  if (parts.length > 2 || !parts.every(isPlainName)) throw new MediumError('refused');
  return parts;
};

const readWhole = async (handle: fs.FileHandle, size: number): Promise<Uint8Array> => {
  const bytes = Buffer.allocUnsafeSlow(size);
  for (let at = 0; at < size;) {
    const { bytesRead } = await handle.read(bytes, at, Math.min(AT_ONCE, size - at), at);
    // Shorter than it said a moment ago: pulled out, or being written by somebody.
    if (bytesRead === 0) throw new MediumError('gone');
    at += bytesRead;
  }
  return bytes;
};

/** The path that is really opened must be the one that was named: no part of it is a link. */
const openPlain = async (folder: string, name: string): Promise<fs.FileHandle> => {
  const path = join(await fs.realpath(folder), ...partsOf(name));
  const handle = await fs.open(path, SAFE_FLAGS);
  if ((await fs.realpath(path)) === path && (await handle.stat()).isFile()) return handle;
  await handle.close();
  throw new MediumError('refused');
};

const filesIn = async (
  folder: string,
  prefix: string,
): Promise<{ readonly files: readonly FoundFile[]; readonly folders: readonly string[] }> => {
  const entries = await fs.readdir(join(folder, prefix), { withFileTypes: true });
  const plain = entries.filter(({ name }) => isPlainName(name));
  const files: FoundFile[] = [];
  for (const entry of plain.filter((each) => each.isFile())) {
    const name = prefix === '' ? entry.name : `${prefix}/${entry.name}`;
    files.push({ name, bytes: (await fs.lstat(join(folder, name))).size });
  }
  return { files, folders: plain.filter((each) => each.isDirectory()).map(({ name }) => name) };
};

/** A folder that cannot be read among others is left out; the stick itself must be there. */
const listAll = async (folder: string, most: number): Promise<readonly FoundFile[]> => {
  const top = await filesIn(folder, '');
  const found = [...top.files];
  for (const name of top.folders.slice(0, MOST_SUBFOLDERS)) {
    if (found.length >= most) break;
    const inner = await filesIn(folder, name).catch((error: unknown) => {
      if (codeOf(error) === 'EACCES') return { files: [] };
      throw error;
    });
    found.push(...inner.files);
  }
  return found.slice(0, most);
};

/** Sticks and scanner folders of the real file system. */
export const createForeignFolders = (): ForeignFolders => ({
  list: (folder, most) => guarded(() => listAll(folder, most)),
  read: (folder, name, mostBytes) =>
    guarded(async () => {
      const handle = await openPlain(folder, name);
      try {
        const { size } = await handle.stat();
        if (size > mostBytes) throw new MediumError('too_large');
        return await readWhole(handle, size);
      } finally {
        await handle.close();
      }
    }),
});
