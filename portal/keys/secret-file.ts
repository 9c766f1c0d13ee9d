import { constants } from 'node:fs';
import { link, open, rename, unlink, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isErrorCode } from '../failure.ts';

/** A file with secrets is not as it must be; the message says what to do. */
export class SecretFileError extends Error {
  override readonly name = 'SecretFileError';
}

const refuseLooseFile = async (path: string, file: FileHandle): Promise<void> => {
  const facts = await file.stat();
  if (!facts.isFile()) throw new SecretFileError(`${path} is not a plain file`);
  if (process.platform === 'win32') return; // access is by ACL there; modes mean nothing
  if ((facts.mode & 0o077) !== 0)
    throw new SecretFileError(`${path} may be read by others; run: chmod 600 ${path}`);
  if (facts.uid !== process.geteuid?.())
    throw new SecretFileError(`${path} belongs to another user`);
};

/** Reads a 0600 file of one's own; symbolic links are refused. Undefined when there is none. */
export const readSecretFile = async (path: string): Promise<string | undefined> => {
  let file: FileHandle;
  try {
    file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  } catch (error) {
    if (isErrorCode(error, 'ENOENT')) return undefined;
    if (isErrorCode(error, 'ELOOP')) throw new SecretFileError(`${path} is a symbolic link`);
    throw error;
  }
  try {
    await refuseLooseFile(path, file);
    return await file.readFile('utf8');
  } finally {
    await file.close();
  }
};

const syncFolder = async (folder: string): Promise<void> => {
  if (process.platform === 'win32') return; // a folder cannot be opened there
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

const writeNew = async (path: string, text: string): Promise<void> => {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(text, 'utf8');
    await file.sync();
  } finally {
    await file.close();
  }
};

/** Replaces the file in one step; it is on the disk when the promise resolves. `suffix` names the temporary file. */
export const replaceSecretFile = async (
  path: string,
  text: string,
  suffix: string,
): Promise<void> => {
  const temporary = `${path}.${suffix}`;
  await writeNew(temporary, text);
  await rename(temporary, path);
  await syncFolder(dirname(path));
};

/** Writes the file unless there is one already: of two processes at the same moment one wins. Answers whether it was this one. */
export const createSecretFile = async (
  path: string,
  text: string,
  suffix: string,
): Promise<boolean> => {
  const temporary = `${path}.${suffix}`;
  await writeNew(temporary, text);
  try {
    await link(temporary, path);
    await syncFolder(dirname(path));
    return true;
  } catch (error) {
    if (isErrorCode(error, 'EEXIST')) return false;
    throw error;
  } finally {
    await unlink(temporary);
  }
};
