import { dirname } from 'node:path';
import type { FileHandle, Files } from '../ports.ts';
import { toBuffer, zeros } from './bytes.ts';
import { TEMPORARY_SUFFIX } from './layout.ts';

const PAGE = 4096;

const hasCode = (error: unknown, ...codes: string[]): boolean =>
  error instanceof Error && 'code' in error && codes.includes(String(error.code));

export const isMissing = (error: unknown): boolean => hasCode(error, 'ENOENT');
/** The disk cannot give back what was written. */
export const isUnreadable = (error: unknown): boolean => hasCode(error, 'EIO');
/** No room: the disk, or the share of it that this user may fill. */
export const isFull = (error: unknown): boolean => hasCode(error, 'ENOSPC', 'EDQUOT');

/** The content of a file; undefined when there is none. */
export const readWhole = async (files: Files, path: string): Promise<Buffer | undefined> => {
  try {
    const handle = await files.open(path, 'read');
    try {
      return toBuffer(await handle.read(0, await handle.size()));
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
};

/** What could be read of a file: pages that could not come as zeros, and where they begin. */
export interface Survivors {
  readonly bytes: Buffer;
  readonly unreadable: readonly number[];
}

const readPages = async (handle: FileHandle, size: number): Promise<Survivors> => {
  const bytes = Buffer.alloc(size);
  const unreadable: number[] = [];
  for (let at = 0; at < size; at += PAGE)
    try {
      bytes.set(await handle.read(at, Math.min(PAGE, size - at)), at);
    } catch (error) {
      if (!isUnreadable(error)) throw error;
      unreadable.push(at);
    }
  return { bytes, unreadable };
};

/** The content of a file of which some sectors may be unreadable. */
export const readSurvivors = async (files: Files, path: string): Promise<Survivors> => {
  const handle = await files.open(path, 'read');
  try {
    const size = await handle.size();
    return { bytes: toBuffer(await handle.read(0, size)), unreadable: [] };
  } catch (error) {
    if (isUnreadable(error)) return await readPages(handle, await handle.size());
    throw error;
  } finally {
    await handle.close();
  }
};

export const removeIfThere = async (files: Files, path: string): Promise<void> => {
  try {
    await files.remove(path);
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
};

/** Writes a file so that after a crash there is the earlier one or the whole new one. */
export const replaceFile = async (
  files: Files,
  path: string,
  content: Uint8Array,
): Promise<void> => {
  const temporary = path + TEMPORARY_SUFFIX;
  await removeIfThere(files, temporary);
  const handle = await files.open(temporary, 'create-new');
  try {
    await handle.write(0, content);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await files.rename(temporary, path);
  await files.syncFolder(dirname(path));
};

/** A new file of zeros: its blocks are allocated, so writing into it later needs neither room nor metadata. */
export const createZeroFile = async (files: Files, path: string, length: number): Promise<void> => {
  const handle = await files.open(path, 'create-new');
  try {
    const block = zeros(64 * 1024);
    for (let at = 0; at < length; at += block.length)
      await handle.write(at, block.subarray(0, Math.min(block.length, length - at)));
    await handle.sync();
  } catch (error) {
    await handle.close();
    await removeIfThere(files, path);
    throw error;
  }
  await handle.close();
  await files.syncFolder(dirname(path));
};
