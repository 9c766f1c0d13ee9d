import { constants } from 'node:fs';
import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { BUNDLE_LIMITS } from '../../contract/transfer-bundle.ts';
import { BundleError } from './answer-bundle.ts';

/**
 * Files on a stick that anybody may have prepared: links that lead to the portal's own files, pipes
 * and devices that never end, folders where a file is expected. Each fails with `BundleError`.
 */

/** Neither follows a link nor waits for the other end of a pipe. Windows has neither; there they count as 0. */
const READ_SAFELY = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

const isOfFileSystem = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && 'syscall' in error;

/** A file system's error is the file's fault, never a reason to leave the other files. */
const explaining = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    if (!isOfFileSystem(error)) throw error;
    throw new BundleError(`${what} (${error.code ?? error.message})`);
  }
};

const withFile = async <T>(file: FileHandle, work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } finally {
    await file.close();
  }
};

const readRegular = async (file: FileHandle): Promise<string> => {
  const found = await file.stat();
  if (!found.isFile()) throw new BundleError('it is not a file');
  if (found.size > BUNDLE_LIMITS.bytes) throw new BundleError('the file is too large');
  // Not more than that, whatever the stick answers to the question for the size.
  const options = { start: 0, end: BUNDLE_LIMITS.bytes - 1, autoClose: false };
  return text(file.createReadStream(options));
};

export const readQuestions = (path: string): Promise<string> =>
  explaining('the file cannot be read', async () => {
    const file = await open(path, READ_SAFELY);
    return withFile(file, () => readRegular(file));
  });

/** Whole or not at all; durable when it resolves. What stands in its place is replaced, not written into. */
export const writeAnswers = (path: string, answers: string): Promise<void> =>
  explaining('the answers cannot be written', async () => {
    const draft = `${path}.part`;
    await rm(draft, { force: true }); // removes a link, not what it leads to
    const file = await open(draft, 'wx');
    await withFile(file, async () => {
      await file.writeFile(answers);
      await file.sync();
    });
    await rename(draft, path);
  });
