import { dirname } from 'node:path';
import type { Files } from '../ports.ts';
import { toBuffer, zeros } from './bytes.ts';
import { TEMPORARY_SUFFIX } from './layout.ts';

const PAGE = 4096;
const CHUNK = 1024 * 1024;

const hasCode = (error: unknown, ...codes: string[]): boolean =>
  error instanceof Error && 'code' in error && codes.includes(String(error.code));

export const isMissing = (error: unknown): boolean => hasCode(error, 'ENOENT');
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

/** The content of a file of which some sectors may be unreadable: those pages come as zeros. */
export const readSurvivors = async (files: Files, path: string): Promise<Buffer> => {
  const handle = await files.open(path, 'read');
  try {
    const content = Buffer.alloc(await handle.size());
    const readInto = async (offset: number, length: number): Promise<void> => {
      try {
        content.set(await handle.read(offset, length), offset);
      } catch (error) {
        if (!hasCode(error, 'EIO')) throw error;
        if (length <= PAGE) return;
        for (let at = offset; at < offset + length; at += PAGE)
          await readInto(at, Math.min(PAGE, offset + length - at));
      }
    };
    for (let at = 0; at < content.length; at += CHUNK)
      await readInto(at, Math.min(CHUNK, content.length - at));
    return content;
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
