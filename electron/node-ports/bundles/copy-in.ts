import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { writeNewFile } from '../write-whole.ts';

const { O_RDONLY } = constants;
/** Absent on Windows. */
const O_NOFOLLOW = (constants.O_NOFOLLOW as number | undefined) ?? 0;
/** Opening a named pipe would wait for its writer for ever. */
const O_NONBLOCK = (constants.O_NONBLOCK as number | undefined) ?? 0;

const CHUNK = 1024 * 1024;

/** `source` is not a plain file: a link, a folder, a pipe, a device. */
export class NotAFileError extends Error {
  override readonly name = 'NotAFileError';
}

/** Opens a plain file for reading; never through a link. */
export const openPlainFile = async (path: string): Promise<FileHandle> => {
  const handle = await open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  if ((await handle.stat()).isFile()) return handle;
  await handle.close();
  throw new NotAFileError();
};

/** The bytes of a range in pieces; fewer than asked for when the file ends before. */
export async function* readRange(
  handle: FileHandle,
  start: number,
  length: number,
): AsyncGenerator<Uint8Array, void> {
  const buffer = Buffer.alloc(Math.min(CHUNK, length));
  let at = start;
  while (at < start + length) {
    const wanted = Math.min(buffer.length, start + length - at);
    const { bytesRead } = await handle.read(buffer, 0, wanted, at);
    if (bytesRead === 0) return;
    at += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}

/**
 * Copies a plain file of at most `most` bytes to a new one on our own disk. Answers false when it is
 * longer. What is checked afterwards is the copy: the stick may change its mind.
 */
export const copyIn = async (from: string, to: string, most: number): Promise<boolean> => {
  const source = await openPlainFile(from);
  try {
    const { size } = await source.stat();
    if (size > most) return false;
    await writeNewFile(to, readRange(source, 0, size));
    return true;
  } finally {
    await source.close();
  }
};
