import { createHash, randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { mkdir, open, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { KeyWrap } from '../core/ports.ts';
import { openKey, sealKey } from './sealed-key.ts';
import { writeWhole } from './write-whole.ts';

const KEY_BYTES = 32;
const CHECK_BYTES = 8;
const CONTEXT = Buffer.from('asan-key-wrap/1');
/** Absent on Windows, where files have no owner bits of this kind either. */
const O_NOFOLLOW = (constants.O_NOFOLLOW as number | undefined) ?? 0;

export type KeyFileFault =
  | 'symlink'
  | 'not_a_file'
  | 'foreign_owner'
  | 'open_to_others'
  | 'damaged';

const SENTENCES: Readonly<Record<KeyFileFault, string>> = {
  symlink: 'is a symbolic link',
  not_a_file: 'is not a regular file',
  foreign_owner: 'belongs to another user',
  open_to_others: 'can be read by others; its mode must be 0600',
  damaged: 'is damaged',
};

/** Why a key file is not used. */
export class KeyFileError extends Error {
  override readonly name = 'KeyFileError';
  readonly fault: KeyFileFault;
  constructor(path: string, fault: KeyFileFault, options?: ErrorOptions) {
    super(`key file ${path} ${SENTENCES[fault]}`, options);
    this.fault = fault;
  }
}

const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;

/** What is wrong with the file, if anything. Checked on the open file: nobody can put another in its place. */
export const keyFileFault = (
  file: { isFile: boolean; mode: number; owner: number },
  user: number | undefined,
): KeyFileFault | undefined => {
  if (!file.isFile) return 'not_a_file';
  if (user === undefined) return undefined; // Windows
  if (file.owner !== user) return 'foreign_owner';
  return (file.mode & 0o177) === 0 ? undefined : 'open_to_others';
};

const checkOf = (key: Uint8Array): Buffer =>
  createHash('sha256').update(CONTEXT).update(key).digest().subarray(0, CHECK_BYTES);

/** A bad sector is damage: the copy holds the same. */
const readText = (handle: FileHandle, path: string): Promise<string> =>
  handle.readFile('latin1').catch((cause: unknown) => {
    throw hasCode(cause, 'EIO') ? new KeyFileError(path, 'damaged', { cause }) : cause;
  });

/** The key in the file, undefined when there is no file. */
const readKey = async (path: string): Promise<Uint8Array | undefined> => {
  const handle = await open(path, constants.O_RDONLY | O_NOFOLLOW).catch((cause: unknown) => {
    if (hasCode(cause, 'ENOENT')) return undefined;
    if (hasCode(cause, 'ELOOP')) throw new KeyFileError(path, 'symlink', { cause });
    throw cause;
  });
  if (!handle) return undefined;
  try {
    const stats = await handle.stat();
    const file = { isFile: stats.isFile(), mode: stats.mode, owner: stats.uid };
    const fault = keyFileFault(file, process.getuid?.());
    if (fault) throw new KeyFileError(path, fault);
    const bytes = Buffer.from((await readText(handle, path)).trim(), 'base64url');
    const key = bytes.subarray(0, KEY_BYTES);
    if (bytes.length !== KEY_BYTES + CHECK_BYTES || !bytes.subarray(KEY_BYTES).equals(checkOf(key)))
      throw new KeyFileError(path, 'damaged');
    return key;
  } finally {
    await handle.close();
  }
};

/** The whole file or none, also after a power cut. */
const writeKey = (path: string, key: Uint8Array): Promise<void> =>
  writeWhole(path, Buffer.concat([key, checkOf(key)]).toString('base64url'));

/** The key of either copy; a missing or damaged one is made from the other. Other faults are for a person to look at. */
const readCopies = async (path: string): Promise<Uint8Array | undefined> => {
  const copies = [path, `${path}.copy`];
  const read = (copy: string): Promise<Uint8Array | KeyFileError | undefined> =>
    readKey(copy).catch((error: unknown) => {
      if (error instanceof KeyFileError && error.fault === 'damaged') return error;
      throw error;
    });
  const found = await Promise.all(copies.map(read));
  const key = found.find((each) => each instanceof Uint8Array);
  const damaged = found.find((each) => each instanceof KeyFileError);
  if (!key && damaged) throw damaged;
  if (!key) return undefined;
  for (const [index, copy] of copies.entries())
    if (!(found[index] instanceof Uint8Array)) await writeKey(copy, key);
  return key;
};

const createKey = async (path: string): Promise<Uint8Array> => {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const key = randomBytes(KEY_BYTES);
  // The copy last: while it is missing, nothing has been wrapped with this key yet.
  await writeKey(path, key);
  await writeKey(`${path}.copy`, key);
  return key;
};

/**
 * Protects the data key with a key in a file of its own (and a copy beside it), made at the first
 * use. The file should lie on other media than the data, or at least outside the data folder.
 * Rejects with `KeyFileError` when it is a symbolic link, belongs to somebody else or can be read
 * by others.
 */
export const createKeyFileWrap = (path: string): KeyWrap => {
  /** What has opened or wrapped before. While it is away, nothing else takes its place. */
  let known: Uint8Array | undefined;

  const find = async (): Promise<Uint8Array> => {
    const secret = await readCopies(path);
    if (!secret) throw new Error(`key file ${path} is missing`);
    if (known && !Buffer.from(secret).equals(known))
      throw new Error(`another key file is at ${path} than the one that was used`);
    return secret;
  };

  return {
    kind: 'key-file',
    wrap: async (key) => {
      known = known ? await find() : ((await readCopies(path)) ?? (await createKey(path)));
      return sealKey(known, key, CONTEXT);
    },
    unwrap: async (wrapped) => {
      const secret = await find();
      const key = openKey(secret, wrapped, CONTEXT);
      known = secret;
      return key;
    },
  };
};
