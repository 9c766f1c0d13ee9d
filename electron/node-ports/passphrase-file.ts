import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { err, ok } from '../../contract/result.ts';
import type { Result } from '../../contract/result.ts';

/** Characters at the least: fewer can be tried out by whoever has a copy of the disk. */
export const LEAST_PASSPHRASE = 12;
const MOST_BYTES = 4096;
const ROOT = 0;
/** Absent on Windows. */
const O_NOFOLLOW = (constants.O_NOFOLLOW as number | undefined) ?? 0;
/** A pipe that nobody writes to is refused, not waited for. */
const O_NONBLOCK = (constants.O_NONBLOCK as number | undefined) ?? 0;

/** The text, without the end of its line; undefined for bytes that are none: they would all become the same signs. */
const textOf = (bytes: Uint8Array): string | undefined => {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text.includes('\0') ? undefined : text.replace(/\r?\n$/, '');
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
};

/**
 * Whether others than the kiosk may read the file. One of root's may be open to a group: that is how
 * systemd hands a credential to a service's user (an access list, whose mask shows as the group's bits).
 */
export const isOpenToOthers = (
  file: { readonly mode: number; readonly owner: number },
  user: number | undefined,
): boolean => {
  if (user === undefined) return false; // Windows
  if (file.owner === ROOT && user !== ROOT) return (file.mode & 0o027) !== 0;
  return file.owner !== user || (file.mode & 0o077) !== 0;
};

const readOpen = async (path: string): Promise<Result<string, string>> => {
  const handle = await open(path, constants.O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  try {
    const stats = await handle.stat();
    if (!stats.isFile() || stats.size > MOST_BYTES) return err('is not a small regular file');
    if (isOpenToOthers({ mode: stats.mode, owner: stats.uid }, process.getuid?.()))
      return err(
        "belongs to somebody else or can be read by others; its mode must be 0600, root's may be 0640",
      );
    const passphrase = textOf(await handle.readFile());
    if (passphrase === undefined) return err('holds bytes that are no text');
    return [...passphrase].length < LEAST_PASSPHRASE
      ? err(`holds fewer than ${LEAST_PASSPHRASE} characters`)
      : ok(passphrase);
  } finally {
    await handle.close();
  }
};

/** The passphrase in a file, without the end of its line. The error is a sentence for whoever starts the kiosk. */
export const readPassphrase = async (path: string): Promise<Result<string, string>> => {
  const read = await readOpen(path).catch((error: unknown) =>
    err(
      `cannot be read (${error instanceof Error && 'code' in error ? String(error.code) : 'unknown failure'})`,
    ),
  );
  return read.ok ? read : err(`the passphrase file ${path} ${read.error}`);
};
